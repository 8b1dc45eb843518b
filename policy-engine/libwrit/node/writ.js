// Decisions by a signed policy bundle, inside this process: a thin binding of libwrit, which WRIT_LIBRARY names
// or which lies where the system keeps libraries.
//
//   const pdp = open(bundle, keys)
//   if (pdp.decide({ subject, action, resource }).allowed) …
//
// A call that fails throws WritError; whoever catches it must deny.
import koffi from 'koffi'

const library = koffi.load(process.env.WRIT_LIBRARY ?? 'libwrit.so')

koffi.opaque('writ')
koffi.struct('writ_answer', { allowed: 'int32_t', reserved: 'int32_t', text: 'void *', length: 'size_t' })
koffi.struct('writ_state', {
  sequence: 'uint64_t',
  issued_at: 'int64_t',
  not_after: 'int64_t',
  revision: koffi.array('char', 160, 'String')
})

const c = {
  version: library.func('const char *writ_version()'),
  statusName: library.func('const char *writ_status_name(int status)'),
  open: library.func(
    'int writ_open(const void *bundle, size_t bundle_length, const void *keys, size_t keys_length, ' +
      'uint64_t last_sequence, const char *service, _Out_ writ **opened, _Out_ writ_answer *answer)'
  ),
  info: library.func('int writ_info(writ *pdp, _Out_ writ_state *state)'),
  free: library.func('void writ_free(_Inout_ writ_answer *answer)'),
  close: library.func('void writ_close(writ *pdp)')
}
for (const name of ['swap', 'decide', 'decide_all', 'decide_binary', 'explain']) {
  c[name] = library.func(
    `int writ_${name}(writ *pdp, const void *bytes, size_t length, _Out_ writ_answer *answer)`
  )
}

/** A call without an answer: a deny. `status` is a name such as "invalid-bundle". */
export class WritError extends Error {
  constructor(status, message) {
    super(`${status}: ${message}`)
    this.name = 'WritError'
    this.status = status
  }
}

/** What a call hands back: `allowed` of a single decision that is allow, and the answer's bytes. */
export class Answer {
  constructor(allowed, body) {
    this.allowed = allowed
    this.body = body
    Object.freeze(this)
  }

  /** The answer as JavaScript sees JSON. */
  json() {
    return JSON.parse(this.body.toString('utf8'))
  }
}

/** Decides. */
export class Pdp {
  #handle

  constructor(handle) {
    this.#handle = handle
  }

  /** Answers an AuthZEN evaluation: an object, or its JSON as text or bytes. */
  decide(request) {
    return this.#ask('decide', bodyOf(request))
  }

  /** Answers AuthZEN evaluations, all by the same policies and at the same time. */
  decideAll(request) {
    return this.#ask('decide_all', bodyOf(request))
  }

  /** Answers an evaluation in the binary form. */
  decideBinary(message) {
    return this.#ask('decide_binary', Buffer.from(message))
  }

  /** Answers an evaluation with everything that was considered. */
  explain(request) {
    return this.#ask('explain', bodyOf(request))
  }

  /** Decides by another bundle from now on; if that throws, the one before goes on. */
  swap(bundle) {
    this.#ask('swap', Buffer.from(bundle))
  }

  /** What decides now; `sequence`, a bigint, is to be kept for open at the next start. */
  info() {
    const state = {}
    const status = c.info(this.#open(), state)
    if (status !== 0) {
      throw new WritError(c.statusName(status), 'nothing is known of what decides')
    }
    return {
      revision: state.revision,
      sequence: BigInt(state.sequence),
      issuedAt: new Date(Number(state.issued_at)),
      notAfter: new Date(Number(state.not_after))
    }
  }

  /** Ends this. Once more is well. */
  close() {
    const handle = this.#handle
    this.#handle = null
    if (handle) {
      c.close(handle)
    }
  }

  #open() {
    if (!this.#handle) {
      throw new WritError('closed', 'this decision point is closed')
    }
    return this.#handle
  }

  #ask(name, bytes) {
    const answer = {}
    const status = c[name](this.#open(), present(bytes), bytes.length, answer)
    return taken(status, answer)
  }
}

/**
 * Verifies a bundle by public keys in PEM; one of a sequence below `lastSequence` is refused. `service` is the
 * SPIFFE ID of this process, where policies ask for it: '' if it has none.
 */
export function open(bundle, keys, { lastSequence = 0n, service = null } = {}) {
  const bytes = Buffer.from(bundle)
  const pem = Buffer.from(keys)
  const opened = [null]
  const answer = {}
  const status = c.open(
    present(bytes), bytes.length, present(pem), pem.length, BigInt(lastSequence), service, opened, answer
  )
  taken(status, answer)
  return new Pdp(opened[0])
}

/** The library's version. */
export function version() {
  return c.version()
}

// What an answer says, after which C has its memory back.
function taken(status, answer) {
  const length = Number(answer.length)
  const body = length === 0 ? Buffer.alloc(0) : Buffer.from(koffi.decode(answer.text, 'uint8_t', length))
  const allowed = status === 0 && answer.allowed === 1
  c.free(answer)
  if (status !== 0) {
    throw new WritError(c.statusName(status), body.toString('utf8'))
  }
  return new Answer(allowed, body)
}

function bodyOf(request) {
  if (Buffer.isBuffer(request) || request instanceof Uint8Array) {
    return Buffer.from(request)
  }
  return Buffer.from(typeof request === 'string' ? request : JSON.stringify(request), 'utf8')
}

// No bytes are not the same as no argument.
function present(bytes) {
  return bytes.length === 0 ? Buffer.alloc(1) : bytes
}
