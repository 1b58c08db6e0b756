#include "histogram.h"

#include <math.h>

static int bucket_of(uint64_t value) {
  if (value < 2 * HISTOGRAM_STEPS) return (int)value;
  int shift = 63 - __builtin_clzll(value) - 6;
  int bucket = shift * HISTOGRAM_STEPS + (int)(value >> shift);
  return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

static int64_t upper_end(int bucket) {
  if (bucket < 2 * HISTOGRAM_STEPS) return bucket;
  int shift = bucket / HISTOGRAM_STEPS - 1;
  int64_t step = bucket % HISTOGRAM_STEPS + HISTOGRAM_STEPS;
  return ((step + 1) << shift) - 1;
}

void histogram_add(struct histogram *histogram, int64_t value) {
  if (value < 0) value = 0;
  histogram->count += 1;
  if (value > histogram->max) histogram->max = value;
  histogram->buckets[bucket_of((uint64_t)value)] += 1;
}

int64_t histogram_at(const struct histogram *histogram, double share) {
  uint64_t wanted = (uint64_t)ceil(share * (double)histogram->count);
  if (wanted == 0) wanted = 1;
  uint64_t seen = 0;
  for (int bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
    seen += histogram->buckets[bucket];
    if (seen < wanted) continue;
    int64_t value = upper_end(bucket);
    return value < histogram->max ? value : histogram->max;
  }
  return 0;
}
