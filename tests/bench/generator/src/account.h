#pragma once
#include "generator.h"

/* Takes one frame of a joined connection: a delivery is counted once, a second time as duplicated. Returns 1 for an ack. */
int account_frame(struct generator *generator, struct connection *connection, const char *text, size_t length);

/* Messages that a connection which was in did not get, over all of them. */
uint64_t account_lost(const struct generator *generator);

int begins_with(const char *text, size_t length, const char *prefix);
