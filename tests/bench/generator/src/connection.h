#pragma once
#include "generator.h"

/* Begins to connect, from 127.0.N.1 so that a proxy sees many addresses. */
void connection_open(struct generator *generator, struct connection *connection);

/* Takes what epoll says of it. */
void connection_ready(struct generator *generator, struct connection *connection, uint32_t events);

void connection_send(struct generator *generator, struct connection *connection, int opcode, const char *text, size_t length);

/* Sends the script's message, due at `due_us`. */
void connection_send_message(struct generator *generator, struct connection *connection, int64_t due_us);
