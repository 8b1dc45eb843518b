/*
 * CPU time of a decision by libwrit: alice reads the record that she owns, by the policies of first.bundle.
 * Prints a line for each form, the best of some rounds in nanoseconds.
 *
 *   cost FIXTURES
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "writ.h"

enum { ROUNDS = 20, DECISIONS = 100000 };

typedef writ_status form(writ *pdp, const void *request, size_t length, writ_answer *answer);

static writ_status json(writ *pdp, const void *request, size_t length, writ_answer *answer) {
  return writ_decide(pdp, request, length, answer);
}

static char *load(const char *folder, const char *name, size_t *length) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *in = fopen(path, "rb");
  if (in == NULL || fseek(in, 0, SEEK_END) != 0) {
    perror(path);
    exit(1);
  }
  *length = (size_t)ftell(in);
  rewind(in);
  char *bytes = malloc(*length);
  if (bytes == NULL || fread(bytes, 1, *length, in) != *length) {
    exit(1);
  }
  fclose(in);
  return bytes;
}

static double cpu_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

static void measure(const char *name, form *decide, writ *pdp, const char *request, size_t length) {
  double best = 1e18;
  for (int round = 0; round < ROUNDS; round++) {
    double began = cpu_nanoseconds();
    for (int i = 0; i < DECISIONS; i++) {
      writ_answer answer;
      if (decide(pdp, request, length, &answer) != WRIT_OK || !answer.allowed) {
        fprintf(stderr, "%s\n", answer.text);
        exit(1);
      }
      writ_free(&answer);
    }
    double each = (cpu_nanoseconds() - began) / DECISIONS;
    best = each < best ? each : best;
  }
  printf("%s %.0f ns\n", name, best);
}

int main(int count, char **arguments) {
  static const char text[] =
      "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"},"
      "\"resource\":{\"type\":\"record\",\"id\":\"1\",\"properties\":{\"ownerId\":\"alice\"}}}";
  static const char message[] =
      "\x01\x04user\x05" "alice\x00\x04read\x00\x06record\x01" "1\x01\x07ownerId\x04\x05" "alice\x00";
  size_t bundle_length, keys_length;
  if (count != 2) {
    fprintf(stderr, "cost FIXTURES\n");
    return 64;
  }
  char *bundle = load(arguments[1], "first.bundle", &bundle_length);
  char *keys = load(arguments[1], "keys.pem", &keys_length);
  writ *pdp;
  writ_answer answer;
  if (writ_open(bundle, bundle_length, keys, keys_length, 0, NULL, &pdp, &answer) != WRIT_OK) {
    fprintf(stderr, "%s\n", answer.text);
    return 1;
  }
  measure("json", json, pdp, text, sizeof text - 1);
  measure("binary", writ_decide_binary, pdp, message, sizeof message - 1);
  writ_close(pdp);
  return 0;
}
