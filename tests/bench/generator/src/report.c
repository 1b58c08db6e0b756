#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>

#include "account.h"

static double own_cpu_ms(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

static void count(const char *name, uint64_t value) {
  printf(",\"%s\":%" PRIu64, name, value);
}

static void quantiles(const char *name, const struct histogram *values) {
  printf(",\"%s\":{\"count\":%" PRIu64 ",\"p50\":%" PRId64 ",\"p99\":%" PRId64 ",\"p999\":%" PRId64 ",\"max\":%" PRId64 "}",
         name, values->count, histogram_at(values, 0.5), histogram_at(values, 0.99), histogram_at(values, 0.999),
         values->max);
}

void report(const struct generator *g, const char *event, double ms) {
  const struct tally *tally = &g->tally;
  printf("{\"event\":\"%s\",\"ms\":%.3f,\"cpuMs\":%.3f", event, ms, own_cpu_ms());
  count("sent", tally->sent);
  count("expected", tally->expected);
  count("received", tally->received);
  count("lost", account_lost(g));
  count("duplicated", tally->duplicated);
  count("stray", tally->stray);
  count("acked", tally->acked);
  count("errors", tally->errors);
  count("bytes", tally->bytes);
  count("frames", tally->frames);
  count("joined", (uint64_t)tally->joined);
  count("failed", (uint64_t)tally->failed);
  count("closed", (uint64_t)tally->closed);
  count("caughtUp", (uint64_t)tally->caught_up);
  quantiles("openingUs", &g->opening_us);
  quantiles("latencyUs", &g->latency_us);
  quantiles("ackUs", &g->ack_us);
  quantiles("latenessUs", &g->lateness_us);
  puts("}");
  fflush(stdout);
}
