#include "phases.h"

#include <math.h>
#include <stdlib.h>

#include "clock.h"
#include "connection.h"
#include "event_loop.h"
#include "report.h"

static int64_t seconds(double value) {
  return (int64_t)(value * 1e6);
}

void wait_for_go(struct generator *g, const char *event) {
  int before = g->told_to_go;
  report(g, event, 0);
  while (g->told_to_go == before) event_loop_turn(g, now_us() + seconds(1));
}

/* Opens from `*next` on as many as may be under way; returns whether all were begun. */
static int open_more(struct generator *g, int group, int *next) {
  while (*next < g->connection_count && g->opening < g->options.opening) {
    struct connection *connection = &g->connections[(*next)++];
    if (connection->group == group) connection_open(g, connection);
  }
  return *next == g->connection_count;
}

void open_group(struct generator *g, int group) {
  int next = 0;
  int64_t began = now_us(), until = began + seconds(g->options.patience_seconds);
  while ((!open_more(g, group, &next) || g->opening > 0) && now_us() < until) event_loop_turn(g, until);
  report(g, "joined", (double)(now_us() - began) / 1e3);
}

static double chance(void) {
  static uint64_t state = 88172645463325252u;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return ((double)(state >> 11) + 1) / 9007199254740993.0;
}

static double gap_us(const struct options *options) {
  return (options->even ? 1 : -log(chance())) * 1e6 / options->rate;
}

static void send_next(struct generator *g, int64_t due_us) {
  static int turn;
  struct room *room = &g->rooms[g->options.even ? turn++ % g->room_count : (int)(chance() * g->room_count) % g->room_count];
  for (int tries = 0; tries < 100 && room->member_count > 0; tries++) {
    struct connection *sender = &g->connections[room->members[(int)(chance() * room->member_count) % room->member_count]];
    if (sender->state == JOINED) return connection_send_message(g, sender, due_us);
  }
}

static void fill_windows(struct generator *g) {
  for (int at = 0; at < g->connection_count; at++) {
    for (int sent = 0; sent < g->options.window; sent++) {
      if (g->connections[at].state == JOINED) connection_send_message(g, &g->connections[at], now_us());
    }
  }
}

static int all_arrived(const struct generator *g) {
  if (g->script.delivery == NULL) return g->script.ack == NULL || g->tally.acked + g->tally.errors >= g->tally.sent;
  return g->tally.received >= g->tally.expected;
}

static void drain(struct generator *g) {
  int64_t began = now_us(), until = began + seconds(g->options.drain_seconds);
  while (!all_arrived(g) && now_us() < until) event_loop_turn(g, until);
  report(g, "drained", (double)(now_us() - began) / 1e3);
}

void send_load(struct generator *g) {
  int64_t began = now_us(), from = began + seconds(g->options.warm_up_seconds);
  int64_t until = from + seconds(g->options.seconds);
  g->measured_from_us = from;
  g->measured_until_us = until;
  if (g->options.window > 0) fill_windows(g);
  double due = g->options.window > 0 ? INFINITY : (double)began;
  int measuring = 0;
  for (int64_t now = began; now < until; now = now_us()) {
    if (!measuring && now >= from) {
      measuring = 1;
      report(g, "begin", (double)(now - began) / 1e3);
    }
    int64_t wake = measuring ? until : from;
    while (due <= (double)now && due < (double)until) {
      send_next(g, (int64_t)due);
      due += gap_us(&g->options);
    }
    event_loop_turn(g, due < (double)wake ? (int64_t)due + 1 : wake);
  }
  report(g, "end", (double)(now_us() - began) / 1e3);
  for (; due < (double)until; due += gap_us(&g->options)) send_next(g, (int64_t)due);
  drain(g);
}

void catch_up(struct generator *g) {
  int next = 0, wanted = 0;
  for (int at = 0; at < g->connection_count; at++) wanted += g->connections[at].group == 1;
  int64_t began = now_us(), until = began + seconds(g->options.patience_seconds);
  while (g->tally.caught_up < wanted && now_us() < until) {
    open_more(g, 1, &next);
    event_loop_turn(g, until);
  }
  report(g, "caught-up", (double)(now_us() - began) / 1e3);
}
