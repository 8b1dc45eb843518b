#define _GNU_SOURCE
#include "isolate.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct isolate isolate;

extern int graal_create_isolate(void *parameters, isolate **made, isolate_thread **thread);
extern int graal_attach_thread(isolate *to, isolate_thread **thread);
extern int graal_detach_thread(isolate_thread *thread);

/* Java ends the process where less of a thread's stack is left when it is entered; deep requests need more. */
enum { STACK_NEEDED = 256 * 1024 };

/*
 * A thread that does the jobs of one that calls on too small a stack, or on another than its own as coroutines
 * and some foreign function interfaces do: Java knows a thread by its stack.
 */
typedef struct {
  pthread_t thread;
  sem_t asked, done;
  writ_job *job; /* NULL to end it */
  void *argument;
  int succeeded;
} helper;

static unsigned process = 1;
static isolate *shared;
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t prepared = PTHREAD_ONCE_INIT;
static pthread_key_t at_thread_end;

/* What the library knows of a thread; the memory of one that is of another process is left alone. */
static _Thread_local struct {
  unsigned process;
  isolate_thread *attached;
  helper *helper;
  uintptr_t stack_start, stack_end;
} here;

unsigned writ_process(void) { return process; }

static void wait_for(sem_t *semaphore) {
  while (sem_wait(semaphore) != 0 && errno == EINTR) {
  }
}

static void end_helper(helper *ended) {
  ended->job = NULL;
  sem_post(&ended->asked);
  pthread_join(ended->thread, NULL);
  sem_destroy(&ended->asked);
  sem_destroy(&ended->done);
  free(ended);
}

static void leave(void *unused) {
  (void)unused;
  if (here.process != process) {
    return;
  }
  if (here.helper != NULL) {
    end_helper(here.helper);
  }
  if (here.attached != NULL) {
    graal_detach_thread(here.attached);
  }
  here.process = 0;
}

static void before_fork(void) { pthread_mutex_lock(&making); }

static void in_parent(void) { pthread_mutex_unlock(&making); }

static void in_child(void) {
  process++;
  shared = NULL;
  pthread_mutex_unlock(&making);
}

static void prepare(void) {
  pthread_key_create(&at_thread_end, leave);
  pthread_atfork(before_fork, in_parent, in_child);
}

static void find_stack(void) {
  pthread_attr_t attributes;
  void *start;
  size_t size;
  here.stack_start = here.stack_end = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    if (pthread_attr_getstack(&attributes, &start, &size) == 0) {
      here.stack_start = (uintptr_t)start;
      here.stack_end = here.stack_start + size;
    }
    pthread_attr_destroy(&attributes);
  }
}

static void arrive(void) {
  pthread_once(&prepared, prepare);
  here.process = process;
  here.attached = NULL;
  here.helper = NULL;
  find_stack();
  pthread_setspecific(at_thread_end, &here);
}

static int has_stack(void) {
  char local;
  uintptr_t top = (uintptr_t)&local;
  return top < here.stack_end && top >= here.stack_start && top - here.stack_start >= STACK_NEEDED;
}

/* Threads that are made meanwhile take none of the signals that are meant for the program. */
static void block_signals(sigset_t *before) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, before);
}

static isolate_thread *attach(void) {
  isolate_thread *thread = NULL;
  sigset_t signals;
  block_signals(&signals);
  pthread_mutex_lock(&making);
  int failed =
      shared == NULL ? graal_create_isolate(NULL, &shared, &thread) : graal_attach_thread(shared, &thread);
  pthread_mutex_unlock(&making);
  pthread_sigmask(SIG_SETMASK, &signals, NULL);
  return failed ? NULL : thread;
}

static int do_here(writ_job *job, void *argument) {
  if (here.attached == NULL) {
    here.attached = attach();
  }
  if (here.attached == NULL) {
    return 0;
  }
  job(here.attached, argument);
  return 1;
}

static void *help(void *argument) {
  helper *self = argument;
  arrive();
  for (wait_for(&self->asked); self->job != NULL; wait_for(&self->asked)) {
    self->succeeded = has_stack() && do_here(self->job, self->argument);
    sem_post(&self->done);
  }
  return NULL;
}

static helper *new_helper(void) {
  helper *made = calloc(1, sizeof *made);
  sigset_t signals;
  if (made == NULL) {
    return NULL;
  }
  sem_init(&made->asked, 0, 0);
  sem_init(&made->done, 0, 0);
  block_signals(&signals);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 8 * STACK_NEEDED);
  int failed = pthread_create(&made->thread, &attributes, help, made);
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &signals, NULL);
  if (failed) {
    free(made);
    return NULL;
  }
  return made;
}

static int do_there(writ_job *job, void *argument) {
  if (here.helper == NULL) {
    here.helper = new_helper();
  }
  if (here.helper == NULL) {
    return 0;
  }
  here.helper->job = job;
  here.helper->argument = argument;
  sem_post(&here.helper->asked);
  wait_for(&here.helper->done);
  return here.helper->succeeded;
}

int writ_in_isolate(writ_job *job, void *argument) {
  if (here.process != process) {
    arrive();
  }
  return has_stack() ? do_here(job, argument) : do_there(job, argument);
}
