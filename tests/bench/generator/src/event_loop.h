#pragma once
#include "generator.h"

void event_loop_open(struct generator *generator);

/* Takes one round of events; comes back at `until_us` at the latest. */
void event_loop_turn(struct generator *generator, int64_t until_us);
