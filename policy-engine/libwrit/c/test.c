/*
 * Tests of libwrit from C. They read fixtures that the build writes (SignedBundles.java): `first.bundle` and
 * `second.bundle` have the same sequence, in the first alice may read what she owns and in the second nobody
 * may; `newer.bundle` says what the first says at a higher sequence, `strange.bundle` is signed by another key,
 * and by `services.bundle` the service spiffe://shop.example/ledger may write the ledger.
 *
 *   test FIXTURES [brief]
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include "writ.h"

#define THREADS 8

#define CHECK(what)                                                    \
  do {                                                                 \
    if (!(what)) {                                                     \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);       \
      exit(1);                                                         \
    }                                                                  \
  } while (0)

typedef struct {
  char *bytes;
  size_t length;
} file;

/* Fewer of what is done often: for checkers that make each step a hundred times as slow. */
static int brief;

static int decisions(void) { return brief ? 200 : 10000; }

static file first, second, newer, strange, services, keys;

static const char *const OWNER =
    "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"},"
    "\"resource\":{\"type\":\"record\",\"id\":\"1\",\"properties\":{\"ownerId\":\"alice\"}}}";
static const char *const STRANGER =
    "{\"subject\":{\"type\":\"user\",\"id\":\"bob\"},\"action\":{\"name\":\"read\"},"
    "\"resource\":{\"type\":\"record\",\"id\":\"1\",\"properties\":{\"ownerId\":\"alice\"}}}";

static file load(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *in = fopen(path, "rb");
  CHECK(in != NULL);
  CHECK(fseek(in, 0, SEEK_END) == 0);
  file loaded = {malloc((size_t)ftell(in)), (size_t)ftell(in)};
  rewind(in);
  CHECK(fread(loaded.bytes, 1, loaded.length, in) == loaded.length);
  fclose(in);
  return loaded;
}

static writ *opened(file bundle) {
  writ *pdp;
  writ_answer answer;
  CHECK(writ_open(bundle.bytes, bundle.length, keys.bytes, keys.length, 0, NULL, &pdp, &answer) == WRIT_OK);
  CHECK(answer.text == NULL);
  return pdp;
}

static int allowed(writ *pdp, const char *request) {
  writ_answer answer;
  CHECK(writ_decide(pdp, request, strlen(request), &answer) == WRIT_OK);
  CHECK(strlen(answer.text) == answer.length);
  CHECK((strstr(answer.text, "\"decision\":true") != NULL) == (answer.allowed == 1));
  int is_allowed = answer.allowed;
  writ_free(&answer);
  CHECK(answer.text == NULL);
  return is_allowed;
}

/* A call that must fail: with this status, a reason, and without an allow. */
static void refused(writ_status expected, writ_status status, writ_answer *answer) {
  if (status != expected) {
    fprintf(stderr, "%s instead of %s: %s\n", writ_status_name(status), writ_status_name(expected), answer->text);
  }
  CHECK(status == expected);
  CHECK(answer->allowed == 0);
  CHECK(answer->text != NULL && strlen(answer->text) == answer->length && answer->length > 0);
  writ_free(answer);
}

static void decides_allow_and_deny(void) {
  writ *pdp = opened(first);
  CHECK(allowed(pdp, OWNER));
  CHECK(!allowed(pdp, STRANGER));
  writ_close(pdp);
}

static void answers_a_batch_in_order(void) {
  writ *pdp = opened(first);
  char batch[2048];
  writ_answer answer;
  snprintf(batch, sizeof batch, "{\"evaluations\":[%s,%s]}", OWNER, STRANGER);
  CHECK(writ_decide_all(pdp, batch, strlen(batch), &answer) == WRIT_OK);
  char *allow = strstr(answer.text, "\"decision\":true");
  CHECK(allow != NULL && strstr(allow, "\"decision\":false") != NULL);
  CHECK(answer.allowed == 0);
  writ_free(&answer);
  CHECK(writ_decide_all(pdp, OWNER, strlen(OWNER), &answer) == WRIT_OK && answer.allowed == 1);
  writ_free(&answer);
  writ_close(pdp);
}

static void explains(void) {
  writ *pdp = opened(first);
  writ_answer answer;
  CHECK(writ_explain(pdp, STRANGER, strlen(STRANGER), &answer) == WRIT_OK);
  CHECK(answer.allowed == 0);
  CHECK(strstr(answer.text, "\"explanation\":{") != NULL && strstr(answer.text, "owner-reads") != NULL);
  writ_free(&answer);
  writ_close(pdp);
}

/* The brief binary form, by hand: alice reads the record that she owns. */
static void decides_in_the_binary_form(void) {
  static const char request[] =
      "\x01\x04user\x05" "alice\x00\x04read\x00\x06record\x01" "1\x01\x07ownerId\x04\x05" "alice\x00";
  writ *pdp = opened(first);
  writ_answer answer;
  CHECK(writ_decide_binary(pdp, request, sizeof request - 1, &answer) == WRIT_OK);
  CHECK(answer.allowed == 1 && answer.length == 17 && answer.text[0] == 1);
  writ_free(&answer);
  for (size_t length = 0; length < sizeof request - 1; length++) {
    refused(WRIT_INVALID_REQUEST, writ_decide_binary(pdp, request, length, &answer), &answer);
  }
  writ_close(pdp);
}

static void refuses_requests_that_say_nothing(void) {
  static const char *const bad[] = {"", " ", "{", "[]", "{}", "\"x\"", "{\"subject\":{\"type\":\"user\"}}",
                                    "{\"a\":\"\xff\xfe\"}", "{\"a\":\"\xc3\"}", "{\"a\":1,\"a\":1}",
                                    "\xef\xbb\xbf{}"};
  writ *pdp = opened(first);
  writ_answer answer;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    refused(WRIT_INVALID_REQUEST, writ_decide(pdp, bad[i], strlen(bad[i]), &answer), &answer);
    refused(WRIT_INVALID_REQUEST, writ_decide_all(pdp, bad[i], strlen(bad[i]), &answer), &answer);
    refused(WRIT_INVALID_REQUEST, writ_explain(pdp, bad[i], strlen(bad[i]), &answer), &answer);
  }
  refused(WRIT_INVALID_REQUEST, writ_decide(pdp, "{}\0", 3, &answer), &answer);
  for (size_t length = 0; length < strlen(OWNER); length++) {
    refused(WRIT_INVALID_REQUEST, writ_decide(pdp, OWNER, length, &answer), &answer);
  }
  writ_close(pdp);
}

static void refuses_lengths_that_cannot_be(void) {
  static const size_t lengths[] = {(1 << 20) + 1, (size_t)1 << 31, (size_t)1 << 32, ((size_t)1 << 32) + 5,
                                   (size_t)1 << 63, (size_t)-1};
  writ *pdp = opened(first), *none;
  writ_answer answer;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    refused(WRIT_TOO_LARGE, writ_decide(pdp, OWNER, lengths[i], &answer), &answer);
    refused(WRIT_TOO_LARGE, writ_decide_all(pdp, OWNER, lengths[i], &answer), &answer);
    refused(WRIT_TOO_LARGE, writ_decide_binary(pdp, OWNER, lengths[i], &answer), &answer);
    refused(WRIT_TOO_LARGE, writ_explain(pdp, OWNER, lengths[i], &answer), &answer);
    refused(WRIT_TOO_LARGE, writ_open(first.bytes, first.length, keys.bytes, lengths[i], 0, NULL, &none, &answer), &answer);
    CHECK(none == NULL);
    if (i > 0) {
      refused(WRIT_TOO_LARGE, writ_swap(pdp, first.bytes, lengths[i], &answer), &answer);
    }
  }
  CHECK(allowed(pdp, OWNER));
  writ_close(pdp);
}

static void refuses_null(void) {
  writ *pdp = opened(first), *none;
  writ_answer answer;
  writ_state state;
  refused(WRIT_INVALID_ARGUMENT, writ_decide(NULL, OWNER, 1, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_decide(pdp, NULL, 0, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_decide(pdp, NULL, 9, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_decide_all(pdp, NULL, 9, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_decide_binary(pdp, NULL, 9, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_explain(pdp, NULL, 9, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_swap(pdp, NULL, 9, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_open(NULL, 9, keys.bytes, keys.length, 0, NULL, &none, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_open(first.bytes, first.length, NULL, 9, 0, NULL, &none, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_open(first.bytes, first.length, keys.bytes, keys.length, 0, NULL, NULL, &answer), &answer);
  CHECK(writ_decide(pdp, OWNER, strlen(OWNER), NULL) == WRIT_INVALID_ARGUMENT);
  CHECK(writ_open(first.bytes, first.length, keys.bytes, keys.length, 0, NULL, &none, NULL) == WRIT_INVALID_ARGUMENT);
  CHECK(none == NULL);
  CHECK(writ_info(NULL, &state) == WRIT_INVALID_ARGUMENT && writ_info(pdp, NULL) == WRIT_INVALID_ARGUMENT);
  writ_close(NULL);
  writ_free(NULL);
  writ_close(pdp);
}

static void refuses_bundles_that_are_not_to_be_believed(void) {
  writ *none;
  writ_answer answer;
  char *altered = malloc(first.length);
  refused(WRIT_INVALID_BUNDLE, writ_open(strange.bytes, strange.length, keys.bytes, keys.length, 0, NULL, &none, &answer), &answer);
  refused(WRIT_INVALID_BUNDLE, writ_open(first.bytes, first.length, keys.bytes, 0, 0, NULL, &none, &answer), &answer);
  refused(WRIT_INVALID_BUNDLE, writ_open(first.bytes, first.length, "\xff", 1, 0, NULL, &none, &answer), &answer);
  refused(WRIT_INVALID_BUNDLE, writ_open(first.bytes, first.length, keys.bytes, keys.length, 1000, NULL, &none, &answer), &answer);
  refused(WRIT_INVALID_BUNDLE, writ_open(first.bytes, first.length, keys.bytes, keys.length, UINT64_MAX, NULL, &none, &answer), &answer);
  for (size_t length = 0; length < first.length; length += brief ? 50 : 1) {
    refused(WRIT_INVALID_BUNDLE, writ_open(first.bytes, length, keys.bytes, keys.length, 0, NULL, &none, &answer), &answer);
    memcpy(altered, first.bytes, first.length);
    altered[length] ^= 0x20;
    refused(WRIT_INVALID_BUNDLE, writ_open(altered, first.length, keys.bytes, keys.length, 0, NULL, &none, &answer), &answer);
    CHECK(none == NULL);
  }
  free(altered);
}

static void tells_what_decides(void) {
  writ *pdp = opened(first);
  writ_state state;
  CHECK(writ_info(pdp, &state) == WRIT_OK);
  CHECK(state.sequence == 7 && state.issued_at > 0 && state.not_after > state.issued_at);
  CHECK(strlen(state.revision) >= 64);
  writ_answer answer;
  CHECK(writ_decide(pdp, OWNER, strlen(OWNER), &answer) == WRIT_OK);
  CHECK(strstr(answer.text, state.revision) != NULL);
  writ_free(&answer);
  writ_close(pdp);
}

static void wants_to_know_the_service_where_policies_ask(void) {
  static const char request[] =
      "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"write\"},"
      "\"resource\":{\"type\":\"ledger\",\"id\":\"1\"}}";
  writ *pdp;
  writ_answer answer;
  refused(WRIT_UNSUPPORTED, writ_open(services.bytes, services.length, keys.bytes, keys.length, 0, NULL, &pdp, &answer), &answer);
  refused(WRIT_INVALID_ARGUMENT, writ_open(services.bytes, services.length, keys.bytes, keys.length, 0, "ledger", &pdp, &answer), &answer);
  CHECK(writ_open(services.bytes, services.length, keys.bytes, keys.length, 0, "", &pdp, &answer) == WRIT_OK);
  CHECK(!allowed(pdp, request));
  writ_close(pdp);
  CHECK(writ_open(services.bytes, services.length, keys.bytes, keys.length, 0, "spiffe://shop.example/ledger", &pdp, &answer) == WRIT_OK);
  CHECK(allowed(pdp, request));
  writ_close(pdp);
}

static void swaps_forward_only(void) {
  writ *pdp = opened(first);
  writ_answer answer;
  writ_state state;
  CHECK(writ_swap(pdp, second.bytes, second.length, &answer) == WRIT_OK && !allowed(pdp, OWNER));
  refused(WRIT_INVALID_BUNDLE, writ_swap(pdp, strange.bytes, strange.length, &answer), &answer);
  refused(WRIT_INVALID_BUNDLE, writ_swap(pdp, newer.bytes, newer.length - 1, &answer), &answer);
  CHECK(!allowed(pdp, OWNER));
  CHECK(writ_swap(pdp, newer.bytes, newer.length, &answer) == WRIT_OK && allowed(pdp, OWNER));
  CHECK(writ_info(pdp, &state) == WRIT_OK && state.sequence == 8);
  refused(WRIT_INVALID_BUNDLE, writ_swap(pdp, second.bytes, second.length, &answer), &answer);
  CHECK(allowed(pdp, OWNER));
  writ_close(pdp);
}

static void handles_are_apart(void) {
  writ *a = opened(first), *b = opened(second);
  CHECK(allowed(a, OWNER) && !allowed(b, OWNER));
  writ_close(a);
  CHECK(!allowed(b, OWNER));
  writ_close(b);
}

typedef struct {
  writ *pdp;
  const char *first_revision;
  int allows;
  int denies;
} worker;

static int decisions_left;

/* Every answer is allow by the first bundle and deny by the second: never a mixture of them. */
static void *decide_often(void *argument) {
  worker *self = argument;
  for (int i = 0; i < decisions(); i++) {
    writ_answer answer;
    CHECK(writ_decide(self->pdp, OWNER, strlen(OWNER), &answer) == WRIT_OK);
    CHECK((strstr(answer.text, self->first_revision) != NULL) == (answer.allowed == 1));
    answer.allowed ? self->allows++ : self->denies++;
    writ_free(&answer);
    __atomic_sub_fetch(&decisions_left, 1, __ATOMIC_SEQ_CST);
  }
  return NULL;
}

static void decides_in_threads_while_bundles_are_swapped(void) {
  writ *pdp = opened(first);
  writ_state state;
  CHECK(writ_info(pdp, &state) == WRIT_OK);
  pthread_t threads[THREADS];
  worker workers[THREADS];
  decisions_left = THREADS * decisions();
  for (int i = 0; i < THREADS; i++) {
    workers[i] = (worker){pdp, state.revision, 0, 0};
    CHECK(pthread_create(&threads[i], NULL, decide_often, &workers[i]) == 0);
  }
  int swaps = 0;
  while (__atomic_load_n(&decisions_left, __ATOMIC_SEQ_CST) > 0) {
    writ_answer answer;
    file next = ++swaps % 2 ? second : first;
    CHECK(writ_swap(pdp, next.bytes, next.length, &answer) == WRIT_OK);
  }
  int allows = 0, denies = 0;
  for (int i = 0; i < THREADS; i++) {
    CHECK(pthread_join(threads[i], NULL) == 0);
    allows += workers[i].allows;
    denies += workers[i].denies;
  }
  CHECK(allows + denies == THREADS * decisions());
  printf("  %d decisions in %d threads, %d allowed, over %d swaps\n", allows + denies, THREADS, allows, swaps);
  writ_close(pdp);
}

static void *decide_once(void *pdp) {
  CHECK(allowed(pdp, OWNER));
  return NULL;
}

static void threads_come_and_go(void) {
  writ *pdp = opened(first);
  for (int i = 0; i < (brief ? 50 : 2000); i++) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, decide_once, pdp) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
  }
  writ_close(pdp);
}

static void a_child_opens_for_itself(void) {
  writ *pdp = opened(first);
  CHECK(allowed(pdp, OWNER));
  fflush(stdout);
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    writ_answer answer;
    writ_state state;
    refused(WRIT_FORKED, writ_decide(pdp, OWNER, strlen(OWNER), &answer), &answer);
    CHECK(writ_info(pdp, &state) == WRIT_FORKED);
    writ_close(pdp);
    writ *own = opened(first);
    CHECK(allowed(own, OWNER) && !allowed(own, STRANGER));
    writ_close(own);
    raise(SIGUSR1); /* not by exit: what the parent's isolate holds would look like a leak there */
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
  CHECK(allowed(pdp, OWNER));
  writ_close(pdp);
}

static ucontext_t outside, coroutine;
static writ *decided_in_coroutine;

static void decide_in_coroutine(void) { CHECK(allowed(decided_in_coroutine, OWNER)); }

static void decides_on_stacks_of_other_makes(void) {
  char *stack = malloc(64 * 1024);
  decided_in_coroutine = opened(first);
  for (int i = 0; i < 100; i++) {
    CHECK(getcontext(&coroutine) == 0);
    coroutine.uc_stack.ss_sp = stack;
    coroutine.uc_stack.ss_size = 64 * 1024;
    coroutine.uc_link = &outside;
    makecontext(&coroutine, decide_in_coroutine, 0);
    CHECK(swapcontext(&outside, &coroutine) == 0);
  }
  pthread_t thread;
  pthread_attr_t small;
  CHECK(pthread_attr_init(&small) == 0 && pthread_attr_setstacksize(&small, 64 * 1024) == 0);
  CHECK(pthread_create(&thread, &small, decide_once, decided_in_coroutine) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  pthread_attr_destroy(&small);
  writ_close(decided_in_coroutine);
  free(stack);
}

static struct sigaction before[65];

static void remember_signals(void) {
  for (int i = 1; i <= 64; i++) {
    sigaction(i, NULL, &before[i]);
  }
}

static void leaves_signals_alone(void) {
  for (int i = 1; i <= 64; i++) {
    struct sigaction now;
    if (sigaction(i, NULL, &now) == 0) {
      CHECK(now.sa_handler == before[i].sa_handler);
    }
  }
}

static void use_everything(void) {
  writ *pdp = opened(first), *none;
  writ_answer answer;
  writ_state state;
  for (int i = 0; i < 20; i++) {
    CHECK(allowed(pdp, OWNER));
    refused(WRIT_INVALID_REQUEST, writ_decide(pdp, "{", 1, &answer), &answer);
    CHECK(writ_explain(pdp, OWNER, strlen(OWNER), &answer) == WRIT_OK);
    writ_free(&answer);
    CHECK(writ_swap(pdp, newer.bytes, newer.length, &answer) == WRIT_OK);
    CHECK(writ_info(pdp, &state) == WRIT_OK);
  }
  refused(WRIT_INVALID_BUNDLE, writ_open(strange.bytes, strange.length, keys.bytes, keys.length, 0, NULL, &none, &answer), &answer);
  writ_close(pdp);
}

static void gives_all_memory_back(void) {
  use_everything();
  size_t before_use = mallinfo2().uordblks;
  for (int i = 0; i < (brief ? 2 : 50); i++) {
    use_everything();
  }
  CHECK(mallinfo2().uordblks < before_use + 1024);
}

static void names_versions_and_statuses(void) {
  CHECK(strchr(writ_version(), '.') != NULL);
  CHECK(strcmp(writ_status_name(WRIT_EXPIRED), "expired") == 0);
  CHECK(strcmp(writ_status_name((writ_status)77), "unknown") == 0);
}

static int passed;

static void run(const char *name, void (*test)(void)) {
  test();
  printf("ok %s\n", name);
  passed++;
}

#define RUN(test) run(#test, test)

int main(int count, char **arguments) {
  CHECK(count == 2 || count == 3);
  brief = count == 3 && strcmp(arguments[2], "brief") == 0;
  first = load(arguments[1], "first.bundle");
  second = load(arguments[1], "second.bundle");
  newer = load(arguments[1], "newer.bundle");
  strange = load(arguments[1], "strange.bundle");
  services = load(arguments[1], "services.bundle");
  keys = load(arguments[1], "keys.pem");
  remember_signals();
  RUN(names_versions_and_statuses);
  RUN(decides_allow_and_deny);
  RUN(answers_a_batch_in_order);
  RUN(explains);
  RUN(decides_in_the_binary_form);
  RUN(refuses_requests_that_say_nothing);
  RUN(refuses_lengths_that_cannot_be);
  RUN(refuses_null);
  RUN(refuses_bundles_that_are_not_to_be_believed);
  RUN(tells_what_decides);
  RUN(wants_to_know_the_service_where_policies_ask);
  RUN(swaps_forward_only);
  RUN(handles_are_apart);
  RUN(decides_in_threads_while_bundles_are_swapped);
  RUN(gives_all_memory_back);
  RUN(threads_come_and_go);
  RUN(decides_on_stacks_of_other_makes);
  RUN(a_child_opens_for_itself);
  RUN(leaves_signals_alone);
  printf("%d passed, 0 failed\n", passed);
  return 0;
}
