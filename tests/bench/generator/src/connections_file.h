#pragma once
#include "generator.h"

/* One connection a line, its fields with tabs between: group, port, room, token, extra. */
void connections_read(struct generator *generator, const char *path);
