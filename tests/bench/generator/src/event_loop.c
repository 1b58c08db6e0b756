#include "event_loop.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "clock.h"
#include "connection.h"
#include "fail.h"

/* Few, so that what is due does not wait behind a long round. */
enum { EVENTS_A_TURN = 64 };

static void watch(struct generator *g, int fd, void *what) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = what};
  if (epoll_ctl(g->epoll, EPOLL_CTL_ADD, fd, &event) != 0) fail("epoll_ctl: %s", strerror(errno));
}

void event_loop_open(struct generator *g) {
  g->epoll = epoll_create1(0);
  g->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  if (g->epoll < 0 || g->timer < 0) fail("epoll or timerfd: %s", strerror(errno));
  watch(g, g->timer, &g->timer);
  watch(g, STDIN_FILENO, &g->told_to_go);
}

/* epoll's own time-out is too coarse: it would make every send half a millisecond late. */
static void set_timer(struct generator *g, int64_t in_us) {
  struct itimerspec wait = {.it_value = {.tv_sec = in_us / 1000000, .tv_nsec = in_us % 1000000 * 1000}};
  timerfd_settime(g->timer, 0, &wait, NULL);
}

static void take_input(struct generator *g) {
  char line[64];
  ssize_t got = read(STDIN_FILENO, line, sizeof line);
  if (got <= 0) fail("whoever started this generator is gone");
  g->told_to_go += 1;
}

void event_loop_turn(struct generator *g, int64_t until_us) {
  struct epoll_event events[EVENTS_A_TURN];
  int64_t in_us = until_us - now_us();
  if (in_us > 0) set_timer(g, in_us);
  int count = epoll_wait(g->epoll, events, EVENTS_A_TURN, in_us > 0 ? -1 : 0);
  for (int at = 0; at < count; at++) {
    void *what = events[at].data.ptr;
    uint64_t expirations;
    if (what == &g->timer) (void)!read(g->timer, &expirations, sizeof expirations);
    else if (what == &g->told_to_go) take_input(g);
    else connection_ready(g, what, events[at].events);
  }
}
