#include "connections_file.h"

#include <stdlib.h>
#include <string.h>

#include "fail.h"

static struct room *room_called(struct generator *g, const char *id) {
  for (int at = g->room_count - 1; at >= 0; at--) {
    if (strcmp(g->rooms[at].id, id) == 0) return &g->rooms[at];
  }
  struct room *room = &g->rooms[g->room_count++];
  *room = (struct room){.id = id};
  return room;
}

static const char *field(char **rest) {
  char *text = strsep(rest, "\t");
  if (text == NULL) fail("a connection needs group, port, room, token and extra");
  return text;
}

static void add_member(struct room *room, int index) {
  room->members = allocate(room->members, sizeof(int) * (unsigned long)(room->member_count + 1));
  room->members[room->member_count++] = index;
}

void connections_read(struct generator *g, const char *path) {
  char *text = read_file(path), *line;
  int lines = 0;
  for (const char *at = text; *at != 0; at++) lines += *at == '\n';
  g->connections = calloc((size_t)lines + 1, sizeof(struct connection));
  /* Not moved later: connections point to them. */
  g->rooms = calloc((size_t)lines + 1, sizeof(struct room));
  if (g->connections == NULL || g->rooms == NULL) fail("no memory for %d connections", lines);
  while ((line = strsep(&text, "\n")) != NULL) {
    if (*line == 0) continue;
    struct connection *connection = &g->connections[g->connection_count];
    connection->fd = -1;
    connection->group = atoi(field(&line));
    connection->port = atoi(field(&line));
    connection->room = room_called(g, field(&line));
    connection->token = field(&line);
    connection->extra = field(&line);
    if (connection->group == 0) add_member(connection->room, g->connection_count);
    g->connection_count += 1;
  }
}
