#pragma once
#include <stddef.h>

enum { MAX_STEPS = 16 };

/* One exchange of the opening: a frame to send, or the beginning of the frame to wait for. */
struct step {
  enum { SEND, EXPECT } kind;
  const char *text;
};

/* All that the generator knows of a server. A text file, one `name value` a line; README.md lists the names. */
struct script {
  const char *path;
  struct step steps[MAX_STEPS];
  int step_count;
  const char *message;
  const char *delivery;
  const char *ack;
  const char *error;
  const char *heartbeat;
  const char *heartbeat_answer;
};

void script_read(struct script *script, const char *path);

/* What stands for {room}, {token}, {extra} and {stamp} in one frame. */
struct values {
  const char *room;
  const char *token;
  const char *extra;
  const char *stamp;
};

/* Returns the length; fails where `capacity` is too little. */
size_t fill_in(char *to, size_t capacity, const char *text, struct values values);

/* The whole file, ended by a zero. */
char *read_file(const char *path);
