#include "fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void fail(const char *format, ...) {
  va_list values;
  va_start(values, format);
  fputs("generator: ", stderr);
  vfprintf(stderr, format, values);
  fputc('\n', stderr);
  va_end(values);
  exit(1);
}

void *allocate(void *before, unsigned long bytes) {
  void *memory = realloc(before, bytes);
  if (memory == NULL) fail("no memory for %lu bytes", bytes);
  return memory;
}
