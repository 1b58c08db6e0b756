#pragma once
#include <stdint.h>

/* Counts by magnitude: exact below 128, then 64 steps to each power of two, so that a value is off by at most 1.6 %. */
enum { HISTOGRAM_STEPS = 64, HISTOGRAM_BUCKETS = 64 * 40 };

struct histogram {
  uint64_t count;
  int64_t max;
  uint64_t buckets[HISTOGRAM_BUCKETS];
};

void histogram_add(struct histogram *histogram, int64_t value);

/* The value that `share` (0–1) of all do not exceed: the upper end of its bucket, never above the greatest value; 0 where nothing was added. */
int64_t histogram_at(const struct histogram *histogram, double share);
