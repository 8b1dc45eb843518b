/*
 * What writ.h declares, over the entry points of dev.writ.lib.
 */
#include "writ.h"

#include <stdlib.h>
#include <string.h>

#include "isolate.h"

/* as in EntryPoints.java */
enum { ALLOWED, TEXT, LENGTH, HANDLE, SLOTS };
enum { SEQUENCE, ISSUED_AT, NOT_AFTER, REVISION };

extern int writ_core_open(isolate_thread *, const void *bundle, size_t bundle_length, const char *keys,
                          size_t keys_length, int64_t last_sequence, const char *service, size_t service_length,
                          int64_t *slots);
extern int writ_core_swap(isolate_thread *, int64_t handle, const char *bundle, size_t length, int64_t *slots);
extern int writ_core_decide(isolate_thread *, int64_t handle, const char *request, size_t length, int64_t *slots);
extern int writ_core_decide_all(isolate_thread *, int64_t handle, const char *request, size_t length,
                                int64_t *slots);
extern int writ_core_decide_binary(isolate_thread *, int64_t handle, const char *message, size_t length,
                                   int64_t *slots);
extern int writ_core_explain(isolate_thread *, int64_t handle, const char *request, size_t length, int64_t *slots);
extern int writ_core_info(isolate_thread *, int64_t handle, int64_t *slots);
extern void writ_core_close(isolate_thread *, int64_t handle);

struct writ {
  int64_t handle;
  unsigned process;
};

/* A call of an entry point, and what came out of it. */
typedef int entry_point(isolate_thread *, int64_t handle, const char *bytes, size_t length, int64_t *slots);

typedef struct {
  entry_point *function;
  int64_t handle;
  const char *bytes;
  size_t length;
  const char *keys;
  size_t keys_length;
  uint64_t last_sequence;
  const char *service;
  int64_t slots[SLOTS];
  int status;
} call;

static void do_call(isolate_thread *thread, void *argument) {
  call *made = argument;
  made->status = made->function(thread, made->handle, made->bytes, made->length, made->slots);
}

static void do_open(isolate_thread *thread, void *argument) {
  call *made = argument;
  made->status = writ_core_open(thread, made->bytes, made->length, made->keys, made->keys_length,
                                (int64_t)made->last_sequence, made->service,
                                made->service == NULL ? 0 : strlen(made->service), made->slots);
}

static void do_info(isolate_thread *thread, void *argument) {
  call *made = argument;
  made->status = writ_core_info(thread, made->handle, made->slots);
}

static void do_close(isolate_thread *thread, void *argument) {
  call *made = argument;
  writ_core_close(thread, made->handle);
}

static writ_status failed(writ_status status, const char *why, writ_answer *answer) {
  answer->text = strdup(why);
  answer->length = answer->text == NULL ? 0 : strlen(why);
  return status;
}

static void clear(writ_answer *answer) { memset(answer, 0, sizeof *answer); }

static writ_status answered(const call *made, writ_answer *answer) {
  answer->text = (char *)(intptr_t)made->slots[TEXT];
  answer->length = (size_t)made->slots[LENGTH];
  answer->allowed = made->status == WRIT_OK && made->slots[ALLOWED] == 1;
  return (writ_status)made->status;
}

static writ_status asked(entry_point *function, writ *pdp, const void *bytes, size_t length, writ_answer *answer) {
  if (answer == NULL) {
    return WRIT_INVALID_ARGUMENT;
  }
  clear(answer);
  if (pdp == NULL || bytes == NULL) {
    return failed(WRIT_INVALID_ARGUMENT, "the handle or the bytes are NULL", answer);
  }
  if (pdp->process != writ_process()) {
    return failed(WRIT_FORKED, "the process was forked: open the bundle again in the child", answer);
  }
  call made = {.function = function, .handle = pdp->handle, .bytes = bytes, .length = length};
  if (!writ_in_isolate(do_call, &made)) {
    return failed(WRIT_OUT_OF_MEMORY, "there is no memory left for this thread", answer);
  }
  return answered(&made, answer);
}

static writ *handle_of(int64_t handle) {
  writ *pdp = malloc(sizeof *pdp);
  if (pdp != NULL) {
    pdp->handle = handle;
    pdp->process = writ_process();
  }
  return pdp;
}

writ_status writ_open(const void *bundle, size_t bundle_length, const char *keys, size_t keys_length,
                      uint64_t last_sequence, const char *service, writ **opened, writ_answer *answer) {
  if (opened != NULL) {
    *opened = NULL;
  }
  if (answer == NULL) {
    return WRIT_INVALID_ARGUMENT;
  }
  clear(answer);
  if (opened == NULL || bundle == NULL || keys == NULL) {
    return failed(WRIT_INVALID_ARGUMENT, "the bundle, the keys or the place of the handle are NULL", answer);
  }
  call made = {.bytes = bundle,
               .length = bundle_length,
               .keys = keys,
               .keys_length = keys_length,
               .last_sequence = last_sequence,
               .service = service};
  if (!writ_in_isolate(do_open, &made)) {
    return failed(WRIT_OUT_OF_MEMORY, "there is no memory left to decide in", answer);
  }
  if (made.status != WRIT_OK) {
    return answered(&made, answer);
  }
  *opened = handle_of(made.slots[HANDLE]);
  if (*opened == NULL) {
    made.handle = made.slots[HANDLE];
    writ_in_isolate(do_close, &made);
    return failed(WRIT_OUT_OF_MEMORY, "there is no memory left for a handle", answer);
  }
  return WRIT_OK;
}

writ_status writ_swap(writ *pdp, const void *bundle, size_t bundle_length, writ_answer *answer) {
  return asked(writ_core_swap, pdp, bundle, bundle_length, answer);
}

writ_status writ_decide(writ *pdp, const char *request, size_t length, writ_answer *answer) {
  return asked(writ_core_decide, pdp, request, length, answer);
}

writ_status writ_decide_all(writ *pdp, const char *request, size_t length, writ_answer *answer) {
  return asked(writ_core_decide_all, pdp, request, length, answer);
}

writ_status writ_decide_binary(writ *pdp, const void *message, size_t length, writ_answer *answer) {
  return asked(writ_core_decide_binary, pdp, message, length, answer);
}

writ_status writ_explain(writ *pdp, const char *request, size_t length, writ_answer *answer) {
  return asked(writ_core_explain, pdp, request, length, answer);
}

writ_status writ_info(writ *pdp, writ_state *state) {
  if (pdp == NULL || state == NULL) {
    return WRIT_INVALID_ARGUMENT;
  }
  memset(state, 0, sizeof *state);
  if (pdp->process != writ_process()) {
    return WRIT_FORKED;
  }
  call made = {.handle = pdp->handle};
  if (!writ_in_isolate(do_info, &made)) {
    return WRIT_OUT_OF_MEMORY;
  }
  char *revision = (char *)(intptr_t)made.slots[REVISION];
  if (made.status == WRIT_OK && revision == NULL) {
    return WRIT_OUT_OF_MEMORY;
  }
  if (made.status == WRIT_OK) {
    state->sequence = (uint64_t)made.slots[SEQUENCE];
    state->issued_at = made.slots[ISSUED_AT];
    state->not_after = made.slots[NOT_AFTER];
    strncpy(state->revision, revision, sizeof state->revision - 1);
  }
  free(revision);
  return (writ_status)made.status;
}

void writ_free(writ_answer *answer) {
  if (answer != NULL) {
    free(answer->text);
    clear(answer);
  }
}

void writ_close(writ *pdp) {
  if (pdp == NULL) {
    return;
  }
  call made = {.handle = pdp->handle};
  if (pdp->process == writ_process()) {
    writ_in_isolate(do_close, &made);
  }
  free(pdp);
}

const char *writ_version(void) { return WRIT_VERSION; }

const char *writ_status_name(writ_status status) {
  switch (status) {
    case WRIT_OK: return "ok";
    case WRIT_INVALID_ARGUMENT: return "invalid-argument";
    case WRIT_TOO_LARGE: return "too-large";
    case WRIT_INVALID_REQUEST: return "invalid-request";
    case WRIT_INVALID_BUNDLE: return "invalid-bundle";
    case WRIT_EXPIRED: return "expired";
    case WRIT_UNSUPPORTED: return "unsupported";
    case WRIT_OUT_OF_MEMORY: return "out-of-memory";
    case WRIT_FORKED: return "forked";
    case WRIT_INTERNAL: return "internal";
  }
  return "unknown";
}
