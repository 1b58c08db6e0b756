#pragma once
#include <stdint.h>

struct options {
  const char *script;
  const char *connections;
  /* Distinguishes this run's stamps from those of earlier messages. */
  uint32_t run;
  /* Handshakes under way at a time. */
  int opening;
  /* Messages a second over all rooms; 0: none. */
  double rate;
  double warm_up_seconds;
  double seconds;
  double drain_seconds;
  /* Seconds that all may take to join, and all to catch up. */
  double patience_seconds;
  /* Rooms in turn at equal distances, instead of rooms by chance at the distances of a Poisson process. */
  int even;
  /* Messages that each connection keeps under way, one more with each ack; replaces `rate`. */
  int window;
};

struct options options_read(int count, char **arguments);
