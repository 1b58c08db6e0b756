#pragma once
#include <stddef.h>
#include <stdint.h>

enum { OPCODE_TEXT = 1, OPCODE_CLOSE = 8, OPCODE_PING = 9, OPCODE_PONG = 10, MAX_FRAME_HEAD = 14 };

struct frame {
  int opcode;
  int final;
  const char *payload;
  size_t length;
};

/* The bytes that the first frame of `data` takes, 0 where it is not all there. */
size_t frame_read(const char *data, size_t length, struct frame *frame);

/* Writes a masked frame, as clients must; returns its bytes, at most `length` + MAX_FRAME_HEAD. */
size_t frame_write(char *to, int opcode, const char *payload, size_t length);
