/*
 * libwrit: decisions by a signed policy bundle, inside the process that asks.
 *
 *   writ *pdp;
 *   writ_answer answer;
 *   if (writ_open(bundle, bundle_length, keys, keys_length, 0, NULL, &pdp, &answer) == WRIT_OK) {
 *     writ_decide(pdp, request, strlen(request), &answer);
 *     if (answer.allowed) ...
 *   }
 *
 * Every function may be called from any thread, several at once; only writ_close needs that no other call
 * on its handle is under way or to come. A call that fails says why in its own answer, and its answer is a
 * deny: `allowed` is 1 after WRIT_OK and a known allow, and 0 always else.
 *
 * Names, numbers and layouts in this file do not change; later versions only add to them.
 */
#ifndef WRIT_H
#define WRIT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define WRIT_API __attribute__((visibility("default")))
#else
#define WRIT_API
#endif

/* A policy bundle that decides. */
typedef struct writ writ;

/* What became of a call. */
typedef enum writ_status {
  WRIT_OK = 0,
  WRIT_INVALID_ARGUMENT = 1, /* an argument is NULL that must not be, or is not what it must be */
  WRIT_TOO_LARGE = 2,        /* more bytes than such an argument may have */
  WRIT_INVALID_REQUEST = 3,  /* the request says nothing decidable */
  WRIT_INVALID_BUNDLE = 4,   /* the bundle or the trusted keys are not to be decided by */
  WRIT_EXPIRED = 5,          /* the bundle's time is over: swap in a newer one */
  WRIT_UNSUPPORTED = 6,      /* the bundle's decisions need what a library does not have */
  WRIT_OUT_OF_MEMORY = 7,
  WRIT_FORKED = 8,           /* the process was forked since: open the bundle again in the child */
  WRIT_INTERNAL = 9          /* a fault of the library itself */
} writ_status;

/*
 * What a call hands back. Need not be set before it; give it to writ_free after it.
 */
typedef struct writ_answer {
  int32_t allowed;  /* 1: a single decision, and it is allow; else 0 */
  int32_t reserved; /* 0 */
  char *text;       /* after WRIT_OK the answer, else what is wrong, for people; with a NUL behind it; or NULL */
  size_t length;    /* of the text, in bytes, without that NUL */
} writ_answer;

/* What decides now. Times are milliseconds since 1970. */
typedef struct writ_state {
  uint64_t sequence;  /* the next bundle must have this one or a higher */
  int64_t issued_at;  /* when the bundle was signed; its age counts from here */
  int64_t not_after;  /* the last moment at which it may decide */
  char revision[160]; /* of the policies, as answers name it; with a NUL behind it */
} writ_state;

/* This library's version, such as "0.1.0". */
WRIT_API const char *writ_version(void);

/* The name of a status in lower case, such as "invalid-bundle". */
WRIT_API const char *writ_status_name(writ_status status);

/*
 * Verifies a bundle and makes it ready to decide.
 *
 * keys           PEM: the public Ed25519 keys, any one of which must have signed the bundle and those that
 *                are swapped in later
 * last_sequence  the highest sequence that this program has seen, which it keeps where it likes (see
 *                writ_info); 0 for none. A bundle of a lower one is refused.
 * service        the SPIFFE ID of this process, where policies ask which service calls; "" if it has none; NULL if
 *                that is not known, and then a bundle whose decisions need it is refused
 * opened         receives the handle, or NULL if the call fails
 */
WRIT_API writ_status writ_open(const void *bundle, size_t bundle_length, const char *keys, size_t keys_length,
                               uint64_t last_sequence, const char *service, writ **opened, writ_answer *answer);

/*
 * Decides by another bundle from now on. Calls under way end by the one that they began with. If the call
 * fails, the bundle before goes on deciding.
 */
WRIT_API writ_status writ_swap(writ *pdp, const void *bundle, size_t bundle_length, writ_answer *answer);

/* Answers one AuthZEN evaluation: JSON in UTF-8, at most 1 MiB, as for POST /access/v1/evaluation. */
WRIT_API writ_status writ_decide(writ *pdp, const char *request, size_t length, writ_answer *answer);

/*
 * Answers AuthZEN evaluations by one bundle and at one time, as POST /access/v1/evaluations does. `allowed`
 * speaks of single decisions: it is 0 unless the request is one.
 */
WRIT_API writ_status writ_decide_all(writ *pdp, const char *request, size_t length, writ_answer *answer);

/*
 * The same as writ_decide in the binary form that docs/agent.md has, without the preface and the length
 * before a message. The answer is such a message; its text may hold NULs.
 */
WRIT_API writ_status writ_decide_binary(writ *pdp, const void *message, size_t length, writ_answer *answer);

/* Answers one evaluation with everything that was considered, as POST /v1/explain does. */
WRIT_API writ_status writ_explain(writ *pdp, const char *request, size_t length, writ_answer *answer);

/* What decides now; also where its time is over. */
WRIT_API writ_status writ_info(writ *pdp, writ_state *state);

/* Takes back an answer's text and clears the answer. NULL and an answer without text are well. */
WRIT_API void writ_free(writ_answer *answer);

/* Ends a handle. NULL is well. */
WRIT_API void writ_close(writ *pdp);

#ifdef __cplusplus
}
#endif

#endif
