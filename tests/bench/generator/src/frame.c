#include "frame.h"

#include <string.h>

size_t frame_read(const char *data, size_t length, struct frame *frame) {
  const uint8_t *bytes = (const uint8_t *)data;
  if (length < 2) return 0;
  size_t head = 2;
  uint64_t payload = bytes[1] & 127;
  int extended = payload == 126 ? 2 : payload == 127 ? 8 : 0;
  if (extended > 0) {
    head += (size_t)extended;
    if (length < head) return 0;
    payload = 0;
    for (int at = 0; at < extended; at++) payload = payload << 8 | bytes[2 + at];
  }
  if (length - head < payload) return 0;
  frame->opcode = bytes[0] & 15;
  frame->final = bytes[0] >> 7;
  frame->payload = data + head;
  frame->length = payload;
  return head + payload;
}

/* xorshift: a mask need not be a secret here, only one that the server must undo. */
static uint32_t next_mask(void) {
  static uint32_t state = 2463534242u;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

size_t frame_write(char *to, int opcode, const char *payload, size_t length) {
  uint8_t *bytes = (uint8_t *)to;
  size_t head = 2;
  bytes[0] = (uint8_t)(0x80 | opcode);
  if (length < 126) {
    bytes[1] = (uint8_t)(0x80 | length);
  } else {
    int extended = length < 65536 ? 2 : 8;
    bytes[1] = (uint8_t)(0x80 | (extended == 2 ? 126 : 127));
    for (int at = 0; at < extended; at++) bytes[2 + at] = (uint8_t)((uint64_t)length >> (8 * (extended - 1 - at)));
    head += (size_t)extended;
  }
  uint32_t mask = next_mask();
  memcpy(bytes + head, &mask, 4);
  const uint8_t *key = bytes + head;
  head += 4;
  for (size_t at = 0; at < length; at++) bytes[head + at] = (uint8_t)payload[at] ^ key[at & 3];
  return head + length;
}
