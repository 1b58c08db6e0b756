#include "clock.h"

#include <time.h>

int64_t now_us(void) {
  static int64_t origin;
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  int64_t us = (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
  if (origin == 0) origin = us;
  return us - origin;
}
