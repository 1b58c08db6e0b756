#pragma once
#include "generator.h"

/* One line of JSON on standard output: the event's name and every count so far. */
void report(const struct generator *generator, const char *event, double ms);
