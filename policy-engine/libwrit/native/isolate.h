/*
 * Where the Java side runs: an isolate, made by the first call that needs it and shared by all handles. It costs
 * memory, holds nothing that a caller could see, and ends with the process.
 */
#ifndef WRIT_ISOLATE_H
#define WRIT_ISOLATE_H

typedef struct isolate_thread isolate_thread;

/* Something to do in the isolate. */
typedef void writ_job(isolate_thread *thread, void *argument);

/*
 * Does it now: on this thread, or while this thread waits. A thread is attached to the isolate by its first job
 * and detached when it ends. Returns 0 if there was no memory to do it.
 */
int writ_in_isolate(writ_job *job, void *argument);

/*
 * Counts the forks that led to this process. An isolate does not live on in a child, where its other threads
 * are not: what was made in it is of use in the same process alone.
 */
unsigned writ_process(void);

#endif
