#include "script.h"

#include <stdio.h>
#include <string.h>

#include "fail.h"

char *read_file(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) fail("cannot open %s", path);
  size_t length = 0, capacity = 1 << 16, got;
  char *text = allocate(NULL, capacity + 1);
  while ((got = fread(text + length, 1, capacity - length, file)) > 0) {
    length += got;
    if (length == capacity) text = allocate(text, (capacity *= 2) + 1);
  }
  fclose(file);
  text[length] = 0;
  return text;
}

static void add_step(struct script *script, int kind, const char *text) {
  if (script->step_count == MAX_STEPS) fail("more than %d steps in the script", MAX_STEPS);
  script->steps[script->step_count++] = (struct step){kind, text};
}

static void read_line(struct script *script, char *line) {
  char *value = strchr(line, ' ');
  if (value == NULL) fail("a line of the script without a value: %s", line);
  *value++ = 0;
  if (strcmp(line, "path") == 0) script->path = value;
  else if (strcmp(line, "send") == 0) add_step(script, SEND, value);
  else if (strcmp(line, "expect") == 0) add_step(script, EXPECT, value);
  else if (strcmp(line, "message") == 0) script->message = value;
  else if (strcmp(line, "delivery") == 0) script->delivery = value;
  else if (strcmp(line, "ack") == 0) script->ack = value;
  else if (strcmp(line, "error") == 0) script->error = value;
  else if (strcmp(line, "heartbeat") == 0) script->heartbeat = value;
  else if (strcmp(line, "heartbeat-answer") == 0) script->heartbeat_answer = value;
  else fail("the script has a line that nobody knows: %s", line);
}

void script_read(struct script *script, const char *path) {
  char *rest = read_file(path), *line;
  while ((line = strsep(&rest, "\n")) != NULL) {
    if (*line != 0) read_line(script, line);
  }
  if (script->path == NULL || script->step_count == 0) fail("the script needs a path and an opening");
}

static const char *value_of(const char *name, size_t length, struct values values) {
  if (length == 4 && memcmp(name, "room", 4) == 0) return values.room;
  if (length == 5 && memcmp(name, "token", 5) == 0) return values.token;
  if (length == 5 && memcmp(name, "extra", 5) == 0) return values.extra;
  if (length == 5 && memcmp(name, "stamp", 5) == 0) return values.stamp;
  return NULL;
}

size_t fill_in(char *to, size_t capacity, const char *text, struct values values) {
  size_t length = 0;
  while (*text != 0) {
    const char *piece = text;
    size_t piece_length = 1, step = 1;
    const char *close = *text == '{' ? strchr(text, '}') : NULL;
    const char *value = close == NULL ? NULL : value_of(text + 1, (size_t)(close - text - 1), values);
    if (value != NULL) {
      piece = value;
      piece_length = strlen(value);
      step = (size_t)(close - text + 1);
    }
    if (length + piece_length > capacity) fail("a frame longer than %zu bytes", capacity);
    memcpy(to + length, piece, piece_length);
    length += piece_length;
    text += step;
  }
  return length;
}
