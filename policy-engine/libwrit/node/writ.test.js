// Tests of the Node binding; WRIT_FIXTURES names the folder that the build writes for them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { open, version, WritError } from './writ.js'

const fixture = (name) => readFileSync(join(process.env.WRIT_FIXTURES, name))

const request = (subject) => ({
  subject: { type: 'user', id: subject },
  action: { name: 'read' },
  resource: { type: 'record', id: '1', properties: { ownerId: 'alice' } }
})

const fails = (status, call) =>
  assert.throws(call, (error) => error instanceof WritError && error.status === status)

let pdp
beforeEach(() => {
  pdp = open(fixture('first.bundle'), fixture('keys.pem'))
})
afterEach(() => pdp.close())

test('the owner may and a stranger may not', () => {
  const answer = pdp.decide(request('alice'))
  assert.equal(answer.allowed, true)
  assert.deepEqual(answer.json().context.rules, ['records/owner-reads'])
  assert.equal(pdp.decide(JSON.stringify(request('bob'))).allowed, false)
})

test('a batch is answered in order', () => {
  const answer = pdp.decideAll({ evaluations: [request('alice'), request('bob')] })
  assert.deepEqual(answer.json().evaluations.map((each) => each.decision), [true, false])
  assert.equal(answer.allowed, false)
})

test('an explanation names the rule', () => {
  assert.equal(pdp.explain(request('bob')).json().explanation.rules[0].rule, 'records/owner-reads')
})

test('texts of any script come back whole', () => {
  const closed = open(fixture('second.bundle'), fixture('keys.pem').toString())
  assert.equal(closed.decide(request('älice ✋')).json().context.reason, 'Closed for the year’s end ✋')
  closed.close()
})

test('what says nothing is an error', () => {
  fails('invalid-request', () => pdp.decide({}))
  fails('invalid-request', () => pdp.decide(''))
  fails('invalid-request', () => pdp.decide(Buffer.from([0x22, 0xff, 0x22])))
  fails('invalid-request', () => pdp.decideBinary(Buffer.alloc(0)))
  fails('too-large', () => pdp.decide(Buffer.alloc((1 << 20) + 1)))
})

test('a bundle that is not to be believed is not opened', () => {
  const keys = fixture('keys.pem')
  fails('invalid-bundle', () => open(fixture('strange.bundle'), keys))
  fails('invalid-bundle', () => open(fixture('first.bundle'), keys, { lastSequence: 8n }))
  fails('invalid-bundle', () => open(fixture('first.bundle').subarray(0, 99), keys))
  fails('invalid-bundle', () => open(Buffer.alloc(0), keys))
  fails('invalid-bundle', () => open(fixture('first.bundle'), ''))
})

test('a swap goes forward or not at all', () => {
  pdp.swap(fixture('second.bundle'))
  assert.equal(pdp.decide(request('alice')).allowed, false)
  pdp.swap(fixture('newer.bundle'))
  fails('invalid-bundle', () => pdp.swap(fixture('second.bundle')))
  assert.equal(pdp.decide(request('alice')).allowed, true)
})

test('it says what decides', () => {
  const state = pdp.info()
  assert.equal(state.sequence, 7n)
  assert.equal(state.notAfter - state.issuedAt, 24 * 60 * 60 * 1000)
  assert.equal(pdp.decide(request('alice')).json().context.revision, state.revision)
})

test('policies that ask for the service want to be told of it', () => {
  const bundle = fixture('services.bundle')
  const keys = fixture('keys.pem')
  fails('unsupported', () => open(bundle, keys))
  open(bundle, keys, { service: '' }).close()
  open(bundle, keys, { service: 'spiffe://shop.example/ledger' }).close()
})

test('after its end it throws', () => {
  pdp.close()
  fails('closed', () => pdp.decide(request('alice')))
})

test('it has a version', () => {
  assert.match(version(), /^\d+\.\d+\.\d+$/)
})
