#pragma once
#include <stddef.h>
#include <stdint.h>

#include "histogram.h"
#include "options.h"
#include "script.h"

enum { MAX_FRAME_BYTES = 1 << 16 };

struct room {
  const char *id;
  /* Indexes of the connections that send. */
  int *members;
  int member_count;
  /* Of all connections, those that are in now. */
  int joined;
  uint32_t sent;
};

struct connection {
  int fd;
  /* 0 opens first and sends; 1 comes later and is to catch up. */
  int group;
  int port;
  struct room *room;
  const char *token;
  const char *extra;
  enum { UNOPENED, CONNECTING, UPGRADING, OPENING, JOINED, CLOSED } state;
  int step;
  int ever_joined;
  int64_t opened_us;
  /* The beginning of a frame that is not all there. */
  char *partial;
  size_t partial_length;
  /* What the socket would not take yet. */
  char *unsent;
  size_t unsent_length;
  /* One bit for each message of the room. */
  uint8_t *seen;
  uint32_t seen_bits;
  uint32_t received;
};

struct tally {
  /* Pairs of message and joined connection. */
  uint64_t expected;
  /* Of these, seen once. */
  uint64_t received;
  uint64_t duplicated;
  /* Deliveries of no message of this run and room. */
  uint64_t stray;
  uint64_t sent;
  uint64_t acked;
  uint64_t errors;
  uint64_t bytes;
  uint64_t frames;
  int joined;
  int failed;
  int closed;
  int caught_up;
};

struct generator {
  struct options options;
  struct script script;
  struct connection *connections;
  int connection_count;
  struct room *rooms;
  int room_count;
  int epoll;
  int timer;
  int told_to_go;
  /* Handshakes under way. */
  int opening;
  struct tally tally;
  struct histogram opening_us;
  struct histogram latency_us;
  struct histogram ack_us;
  /* How late the generator itself was. */
  struct histogram lateness_us;
  /* Messages due from…until count for the latency; no message is due from `until` on. */
  int64_t measured_from_us;
  int64_t measured_until_us;
};
