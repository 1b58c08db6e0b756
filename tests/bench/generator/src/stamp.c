#include "stamp.h"

#include <string.h>

static void write_hex(char *to, uint64_t value, int digits) {
  for (int at = digits - 1; at >= 0; at--, value >>= 4) to[at] = "0123456789abcdef"[value & 15];
}

static uint64_t read_hex(const char *from, int digits) {
  uint64_t value = 0;
  for (int at = 0; at < digits; at++) {
    char c = from[at];
    value = value << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return value;
}

void stamp_write(char *to, struct stamp stamp) {
  memcpy(to, "@@", 2);
  write_hex(to + 2, stamp.run, 8);
  write_hex(to + 10, stamp.number, 8);
  write_hex(to + 18, (uint64_t)stamp.due_us, 12);
}

int stamp_find(const char *text, size_t length, struct stamp *found) {
  const char *at = memmem(text, length, "@@", 2);
  if (at == NULL || (size_t)(text + length - at) < STAMP_BYTES) return 0;
  found->run = (uint32_t)read_hex(at + 2, 8);
  found->number = (uint32_t)read_hex(at + 10, 8);
  found->due_us = (int64_t)read_hex(at + 18, 12);
  return 1;
}
