#pragma once
#include <stddef.h>
#include <stdint.h>

/* What the generator finds again in a delivery: "@@", the run, the message's number in its room, when it was due. */
enum { STAMP_BYTES = 30 };

struct stamp {
  uint32_t run;
  uint32_t number;
  int64_t due_us;
};

void stamp_write(char *to, struct stamp stamp);

/* The first stamp in `text`. Returns 0 where there is none. */
int stamp_find(const char *text, size_t length, struct stamp *found);
