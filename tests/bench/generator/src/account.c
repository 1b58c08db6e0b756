#include "account.h"

#include <string.h>

#include "clock.h"
#include "fail.h"
#include "stamp.h"

int begins_with(const char *text, size_t length, const char *prefix) {
  if (prefix == NULL) return 0;
  size_t wanted = strlen(prefix);
  return length >= wanted && memcmp(text, prefix, wanted) == 0;
}

static int seen_before(struct connection *connection, uint32_t number) {
  if (number >= connection->seen_bits) {
    uint32_t bits = (number / 1024 + 1) * 2048;
    connection->seen = allocate(connection->seen, bits / 8);
    memset(connection->seen + connection->seen_bits / 8, 0, (bits - connection->seen_bits) / 8);
    connection->seen_bits = bits;
  }
  uint8_t bit = (uint8_t)(1 << (number & 7)), *byte = &connection->seen[number >> 3];
  int before = (*byte & bit) != 0;
  *byte |= bit;
  return before;
}

static void add_if_measured(const struct generator *g, struct histogram *histogram, struct stamp stamp) {
  if (stamp.due_us < g->measured_from_us || stamp.due_us >= g->measured_until_us) return;
  histogram_add(histogram, now_us() - stamp.due_us);
}

static void account_delivery(struct generator *g, struct connection *connection, const char *text, size_t length) {
  struct stamp stamp;
  int known = stamp_find(text, length, &stamp) && stamp.run == g->options.run && stamp.number < connection->room->sent;
  if (!known) {
    g->tally.stray += 1;
  } else if (seen_before(connection, stamp.number)) {
    g->tally.duplicated += 1;
  } else {
    g->tally.received += 1;
    connection->received += 1;
    if (connection->group == 1) g->tally.caught_up += connection->received == connection->room->sent;
    else add_if_measured(g, &g->latency_us, stamp);
  }
}

int account_frame(struct generator *g, struct connection *connection, const char *text, size_t length) {
  if (begins_with(text, length, g->script.delivery)) {
    account_delivery(g, connection, text, length);
  } else if (begins_with(text, length, g->script.ack)) {
    struct stamp stamp;
    g->tally.acked += 1;
    if (stamp_find(text, length, &stamp)) add_if_measured(g, &g->ack_us, stamp);
    return 1;
  } else if (begins_with(text, length, g->script.error)) {
    g->tally.errors += 1;
  }
  return 0;
}

uint64_t account_lost(const struct generator *g) {
  uint64_t lost = 0;
  if (g->script.delivery == NULL) return 0;
  for (int at = 0; at < g->connection_count; at++) {
    const struct connection *connection = &g->connections[at];
    if (connection->ever_joined) lost += connection->room->sent - connection->received;
  }
  return lost;
}
