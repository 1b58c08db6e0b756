#include "connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "account.h"
#include "clock.h"
#include "fail.h"
#include "frame.h"
#include "stamp.h"

enum { RECEIVE_BYTES = 256 * 1024, MAX_PARTIAL_BYTES = 4 * 1024 * 1024, SOURCES = 250 };

static char received[MAX_PARTIAL_BYTES + RECEIVE_BYTES];
static char outgoing[MAX_FRAME_BYTES + MAX_FRAME_HEAD];

static void end(struct generator *g, struct connection *c) {
  if (c->state == JOINED) {
    g->tally.closed += 1;
    c->room->joined -= 1;
  } else {
    g->tally.failed += 1;
    g->opening -= 1;
  }
  close(c->fd);
  c->state = CLOSED;
  c->partial_length = c->unsent_length = 0;
}

static void watch(struct generator *g, struct connection *c, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = c};
  if (epoll_ctl(g->epoll, operation, c->fd, &event) != 0) fail("epoll_ctl: %s", strerror(errno));
}

static struct sockaddr_in address(uint32_t host, int port) {
  return (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(host)};
}

void connection_open(struct generator *g, struct connection *c) {
  c->opened_us = now_us();
  c->state = CONNECTING;
  g->opening += 1;
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (c->fd < 0) fail("socket: %s (see ulimit -n)", strerror(errno));
  int yes = 1;
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
  uint32_t source = 0x7f000001u | (uint32_t)((c - g->connections) % SOURCES + 1) << 8;
  struct sockaddr_in from = address(source, 0), to = address(0x7f000001u, c->port);
  if (bind(c->fd, (struct sockaddr *)&from, sizeof from) != 0) fail("bind: %s", strerror(errno));
  if (connect(c->fd, (struct sockaddr *)&to, sizeof to) != 0 && errno != EINPROGRESS) return end(g, c);
  watch(g, c, EPOLL_CTL_ADD, EPOLLIN | EPOLLOUT);
}

static void keep(char **kept, size_t *kept_length, const char *bytes, size_t length) {
  *kept = allocate(*kept, *kept_length + length);
  memcpy(*kept + *kept_length, bytes, length);
  *kept_length += length;
}

static void write_bytes(struct generator *g, struct connection *c, const char *bytes, size_t length) {
  ssize_t written = 0;
  if (c->unsent_length == 0) {
    written = send(c->fd, bytes, length, MSG_NOSIGNAL);
    if (written < 0 && errno != EAGAIN) return end(g, c);
    if (written < 0) written = 0;
  }
  if ((size_t)written == length) return;
  keep(&c->unsent, &c->unsent_length, bytes + written, length - (size_t)written);
  watch(g, c, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
}

static void write_unsent(struct generator *g, struct connection *c) {
  size_t length = c->unsent_length;
  c->unsent_length = 0;
  watch(g, c, EPOLL_CTL_MOD, EPOLLIN);
  char *bytes = c->unsent;
  ssize_t written = send(c->fd, bytes, length, MSG_NOSIGNAL);
  if (written < 0 && errno != EAGAIN) return end(g, c);
  if (written < 0) written = 0;
  if ((size_t)written == length) return;
  memmove(bytes, bytes + written, length - (size_t)written);
  c->unsent_length = length - (size_t)written;
  watch(g, c, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
}

void connection_send(struct generator *g, struct connection *c, int opcode, const char *text, size_t length) {
  if (length > MAX_FRAME_BYTES) fail("a frame of %zu bytes", length);
  write_bytes(g, c, outgoing, frame_write(outgoing, opcode, text, length));
}

static void send_filled(struct generator *g, struct connection *c, const char *text, const char *stamp) {
  static char filled[MAX_FRAME_BYTES];
  struct values values = {c->room->id, c->token, c->extra, stamp};
  connection_send(g, c, OPCODE_TEXT, filled, fill_in(filled, sizeof filled, text, values));
}

void connection_send_message(struct generator *g, struct connection *c, int64_t due_us) {
  char stamp[STAMP_BYTES + 1] = {0};
  stamp_write(stamp, (struct stamp){g->options.run, c->room->sent, due_us});
  c->room->sent += 1;
  g->tally.sent += 1;
  g->tally.expected += (uint64_t)c->room->joined;
  histogram_add(&g->lateness_us, now_us() - due_us);
  send_filled(g, c, g->script.message, stamp);
}

static void send_upgrade(struct generator *g, struct connection *c) {
  char request[4096];
  int length = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                        g->script.path, c->port);
  c->state = UPGRADING;
  watch(g, c, EPOLL_CTL_MOD, EPOLLIN);
  write_bytes(g, c, request, (size_t)length);
}

static void advance(struct generator *g, struct connection *c) {
  while (c->state == OPENING && c->step < g->script.step_count && g->script.steps[c->step].kind == SEND) {
    send_filled(g, c, g->script.steps[c->step++].text, "");
  }
  if (c->state != OPENING || c->step < g->script.step_count) return;
  c->state = JOINED;
  c->ever_joined = 1;
  c->room->joined += 1;
  g->opening -= 1;
  g->tally.joined += 1;
  histogram_add(&g->opening_us, now_us() - c->opened_us);
}

static void take_text(struct generator *g, struct connection *c, const char *text, size_t length) {
  if (begins_with(text, length, g->script.heartbeat)) {
    const char *answer = g->script.heartbeat_answer;
    return connection_send(g, c, OPCODE_TEXT, answer, strlen(answer));
  }
  if (c->state == OPENING && begins_with(text, length, g->script.steps[c->step].text)) {
    c->step += 1;
    return advance(g, c);
  }
  int acked = account_frame(g, c, text, length);
  if (c->state == OPENING && begins_with(text, length, g->script.error)) {
    if (g->tally.failed == 0) fprintf(stderr, "refused: %.*s\n", (int)length, text);
    return end(g, c);
  }
  int64_t now = now_us();
  if (acked && g->options.window > 0 && now < g->measured_until_us) connection_send_message(g, c, now);
}

static void take_frame(struct generator *g, struct connection *c, struct frame frame) {
  g->tally.frames += 1;
  if (!frame.final || frame.opcode == 0) fail("the server fragments messages, which this generator does not read");
  if (frame.opcode == OPCODE_PING) return connection_send(g, c, OPCODE_PONG, frame.payload, frame.length);
  if (frame.opcode == OPCODE_CLOSE) return end(g, c);
  if (frame.opcode != OPCODE_PONG) take_text(g, c, frame.payload, frame.length);
}

/* Returns the bytes of the answer's head, 0 where it is not all there or no upgrade. */
static size_t take_upgrade(struct generator *g, struct connection *c, const char *data, size_t length) {
  const char *end_of_head = memmem(data, length, "\r\n\r\n", 4);
  if (end_of_head == NULL) return 0;
  if (!begins_with(data, length, "HTTP/1.1 101")) {
    if (g->tally.failed == 0) fprintf(stderr, "no upgrade: %.*s\n", (int)(length < 200 ? length : 200), data);
    end(g, c);
    return 0;
  }
  c->state = OPENING;
  advance(g, c);
  return (size_t)(end_of_head - data) + 4;
}

static void receive(struct generator *g, struct connection *c) {
  size_t length = c->partial_length, at = 0, taken;
  memcpy(received, c->partial, length);
  ssize_t got = recv(c->fd, received + length, RECEIVE_BYTES, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) return end(g, c);
  length += (size_t)got;
  g->tally.bytes += (uint64_t)got;
  if (c->state == UPGRADING) at = take_upgrade(g, c, received, length);
  struct frame frame;
  while (c->state >= OPENING && c->state < CLOSED && (taken = frame_read(received + at, length - at, &frame)) > 0) {
    at += taken;
    take_frame(g, c, frame);
  }
  c->partial_length = 0;
  if (c->state == CLOSED || at == length) return;
  if (length - at > MAX_PARTIAL_BYTES) fail("a frame longer than %d bytes", MAX_PARTIAL_BYTES);
  keep(&c->partial, &c->partial_length, received + at, length - at);
}

void connection_ready(struct generator *g, struct connection *c, uint32_t events) {
  if (c->state == CLOSED) return;
  if (c->state == CONNECTING) {
    if (events & (EPOLLERR | EPOLLHUP)) return end(g, c);
    return send_upgrade(g, c);
  }
  if ((events & EPOLLOUT) && c->unsent_length > 0) write_unsent(g, c);
  if (c->state != CLOSED && (events & (EPOLLIN | EPOLLHUP | EPOLLERR))) receive(g, c);
}
