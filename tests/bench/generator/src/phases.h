#pragma once
#include "generator.h"

/* Reports `event` and waits, serving its connections, until a line comes in on standard input. */
void wait_for_go(struct generator *generator, const char *event);

/* Opens a group's connections, so many at a time, and reports `joined` when each is in or has failed. */
void open_group(struct generator *generator, int group);

/* Sends as the options say; reports `begin` and `end` of what is measured, and `drained` when all has arrived. */
void send_load(struct generator *generator);

/* Opens group 1 and reports `caught-up` when each of it has every message of its room. */
void catch_up(struct generator *generator);
