#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "fail.h"

struct options options_read(int count, char **arguments) {
  struct options options = {.opening = 256, .seconds = 10, .drain_seconds = 10, .patience_seconds = 60};
  for (int at = 1; at < count; at++) {
    const char *name = arguments[at];
    if (strcmp(name, "--even") == 0) {
      options.even = 1;
      continue;
    }
    const char *value = ++at < count ? arguments[at] : NULL;
    if (value == NULL) fail("%s needs a value", name);
    if (strcmp(name, "--script") == 0) options.script = value;
    else if (strcmp(name, "--connections") == 0) options.connections = value;
    else if (strcmp(name, "--run") == 0) options.run = (uint32_t)strtoul(value, NULL, 10);
    else if (strcmp(name, "--opening") == 0) options.opening = atoi(value);
    else if (strcmp(name, "--rate") == 0) options.rate = atof(value);
    else if (strcmp(name, "--warm-up") == 0) options.warm_up_seconds = atof(value);
    else if (strcmp(name, "--seconds") == 0) options.seconds = atof(value);
    else if (strcmp(name, "--drain") == 0) options.drain_seconds = atof(value);
    else if (strcmp(name, "--patience") == 0) options.patience_seconds = atof(value);
    else if (strcmp(name, "--window") == 0) options.window = atoi(value);
    else fail("nobody knows %s", name);
  }
  if (options.script == NULL || options.connections == NULL) fail("--script and --connections are needed");
  return options;
}
