/*
 * What writ.h declares, over the entry points of dev.writ.lib. The Java side runs in an isolate, made by the
 * first call that needs it and shared by all handles; it costs memory, holds nothing that a caller could see,
 * and ends with the process. A thread is attached to it by its first call and detached when it ends.
 */
#include "writ.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct isolate isolate;
typedef struct isolate_thread isolate_thread;

extern int graal_create_isolate(void *parameters, isolate **made, isolate_thread **thread);
extern int graal_attach_thread(isolate *to, isolate_thread **thread);
extern int graal_detach_thread(isolate_thread *thread);

/* as in EntryPoints.java */
enum { ALLOWED, TEXT, LENGTH, HANDLE, SLOTS };
enum { SEQUENCE, ISSUED_AT, NOT_AFTER, REVISION, INFO_SLOTS };

extern int writ_core_open(isolate_thread *, const void *bundle, size_t bundle_length, const char *keys,
                          size_t keys_length, int64_t last_sequence, int64_t *slots);
extern int writ_core_swap(isolate_thread *, int64_t handle, const void *bundle, size_t length, int64_t *slots);
extern int writ_core_decide(isolate_thread *, int64_t handle, const char *request, size_t length, int64_t *slots);
extern int writ_core_decide_all(isolate_thread *, int64_t handle, const char *request, size_t length,
                                int64_t *slots);
extern int writ_core_info(isolate_thread *, int64_t handle, int64_t *slots);
extern void writ_core_close(isolate_thread *, int64_t handle);

struct writ {
  int64_t handle;
  unsigned process;
};

/* Counts the forks that led here: an isolate does not live on in a child, where its other threads are not. */
static unsigned process = 1;

static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t prepared = PTHREAD_ONCE_INIT;
static pthread_key_t at_thread_end;
static isolate *shared;

static _Thread_local isolate_thread *attached;
static _Thread_local unsigned attached_in;

static void detach(void *thread) {
  attached = NULL;
  if (attached_in == process) {
    graal_detach_thread(thread);
  }
}

static void before_fork(void) { pthread_mutex_lock(&making); }

static void in_parent(void) { pthread_mutex_unlock(&making); }

static void in_child(void) {
  process++;
  shared = NULL;
  pthread_mutex_unlock(&making);
}

static void prepare(void) {
  pthread_key_create(&at_thread_end, detach);
  pthread_atfork(before_fork, in_parent, in_child);
}

static isolate_thread *enter_shared(void) {
  isolate_thread *thread = NULL;
  pthread_mutex_lock(&making);
  int failed = shared == NULL ? graal_create_isolate(NULL, &shared, &thread) : graal_attach_thread(shared, &thread);
  pthread_mutex_unlock(&making);
  return failed ? NULL : thread;
}

/* This thread's place in the isolate, or NULL if there is no memory for one. */
static isolate_thread *enter(void) {
  if (attached != NULL && attached_in == process) {
    return attached;
  }
  pthread_once(&prepared, prepare);
  attached = enter_shared();
  attached_in = process;
  if (attached != NULL) {
    pthread_setspecific(at_thread_end, attached);
  }
  return attached;
}

static writ_status failed(writ_status status, const char *why, writ_answer *answer) {
  answer->text = strdup(why);
  answer->length = answer->text == NULL ? 0 : strlen(why);
  return status;
}

static void clear(writ_answer *answer) { memset(answer, 0, sizeof *answer); }

static writ_status answered(int status, const int64_t *slots, writ_answer *answer) {
  answer->text = (char *)(intptr_t)slots[TEXT];
  answer->length = (size_t)slots[LENGTH];
  answer->allowed = status == WRIT_OK && slots[ALLOWED] == 1;
  return (writ_status)status;
}

typedef int call(isolate_thread *, int64_t handle, const char *bytes, size_t length, int64_t *slots);

static writ_status asked(call *function, writ *pdp, const void *bytes, size_t length, writ_answer *answer) {
  if (answer == NULL) {
    return WRIT_NULL_ARGUMENT;
  }
  clear(answer);
  if (pdp == NULL || bytes == NULL) {
    return failed(WRIT_NULL_ARGUMENT, "the handle or the bytes are NULL", answer);
  }
  if (pdp->process != process) {
    return failed(WRIT_FORKED, "the process was forked: open the bundle again in the child", answer);
  }
  isolate_thread *thread = enter();
  if (thread == NULL) {
    return failed(WRIT_OUT_OF_MEMORY, "there is no memory left for this thread", answer);
  }
  int64_t slots[SLOTS] = {0};
  return answered(function(thread, pdp->handle, bytes, length, slots), slots, answer);
}

static int swap(isolate_thread *thread, int64_t handle, const char *bytes, size_t length, int64_t *slots) {
  return writ_core_swap(thread, handle, bytes, length, slots);
}

static writ *handle_of(int64_t handle) {
  writ *pdp = malloc(sizeof *pdp);
  if (pdp != NULL) {
    pdp->handle = handle;
    pdp->process = process;
  }
  return pdp;
}

writ_status writ_open(const void *bundle, size_t bundle_length, const char *keys, size_t keys_length,
                      uint64_t last_sequence, writ **opened, writ_answer *answer) {
  if (opened != NULL) {
    *opened = NULL;
  }
  if (answer == NULL) {
    return WRIT_NULL_ARGUMENT;
  }
  clear(answer);
  if (opened == NULL || bundle == NULL || keys == NULL) {
    return failed(WRIT_NULL_ARGUMENT, "the bundle, the keys or the place of the handle are NULL", answer);
  }
  isolate_thread *thread = enter();
  if (thread == NULL) {
    return failed(WRIT_OUT_OF_MEMORY, "there is no memory left to decide in", answer);
  }
  int64_t slots[SLOTS] = {0};
  int status = writ_core_open(thread, bundle, bundle_length, keys, keys_length, (int64_t)last_sequence, slots);
  if (status != WRIT_OK) {
    return answered(status, slots, answer);
  }
  *opened = handle_of(slots[HANDLE]);
  if (*opened == NULL) {
    writ_core_close(thread, slots[HANDLE]);
    return failed(WRIT_OUT_OF_MEMORY, "there is no memory left for a handle", answer);
  }
  return WRIT_OK;
}

writ_status writ_swap(writ *pdp, const void *bundle, size_t bundle_length, writ_answer *answer) {
  return asked(swap, pdp, bundle, bundle_length, answer);
}

writ_status writ_decide(writ *pdp, const char *request, size_t length, writ_answer *answer) {
  return asked(writ_core_decide, pdp, request, length, answer);
}

writ_status writ_decide_all(writ *pdp, const char *request, size_t length, writ_answer *answer) {
  return asked(writ_core_decide_all, pdp, request, length, answer);
}

writ_status writ_info(writ *pdp, writ_state *state) {
  if (pdp == NULL || state == NULL) {
    return WRIT_NULL_ARGUMENT;
  }
  memset(state, 0, sizeof *state);
  if (pdp->process != process) {
    return WRIT_FORKED;
  }
  isolate_thread *thread = enter();
  int64_t slots[INFO_SLOTS] = {0};
  int status = thread == NULL ? WRIT_OUT_OF_MEMORY : writ_core_info(thread, pdp->handle, slots);
  char *revision = (char *)(intptr_t)slots[REVISION];
  if (status == WRIT_OK && revision == NULL) {
    status = WRIT_OUT_OF_MEMORY;
  }
  if (status == WRIT_OK) {
    state->sequence = (uint64_t)slots[SEQUENCE];
    state->issued_at = slots[ISSUED_AT];
    state->not_after = slots[NOT_AFTER];
    strncpy(state->revision, revision, sizeof state->revision - 1);
  }
  free(revision);
  return (writ_status)status;
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
  isolate_thread *thread = pdp->process == process ? enter() : NULL;
  if (thread != NULL) {
    writ_core_close(thread, pdp->handle);
  }
  free(pdp);
}

const char *writ_version(void) { return WRIT_VERSION; }

const char *writ_status_name(writ_status status) {
  switch (status) {
    case WRIT_OK: return "ok";
    case WRIT_NULL_ARGUMENT: return "null-argument";
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
