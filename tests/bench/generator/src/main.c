#include <errno.h>
#include <string.h>
#include <sys/resource.h>

#include "connections_file.h"
#include "event_loop.h"
#include "fail.h"
#include "phases.h"
#include "report.h"

/* Before the servers, where the machine allows it: waiting for a core, this process would time itself. */
enum { OTHER_DESCRIPTORS = 32, PRIORITY = -10 };

static void allow_descriptors(rlim_t wanted) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  if (limit.rlim_max < wanted) limit.rlim_max = wanted;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
    fail("%lu connections need as many open files, and ulimit -n cannot be raised: %s", (unsigned long)wanted,
         strerror(errno));
  }
}

/* Goes through the phases that its options ask for; docs/performance.md says what is measured when. */
int main(int count, char **arguments) {
  static struct generator generator;
  generator.options = options_read(count, arguments);
  script_read(&generator.script, generator.options.script);
  connections_read(&generator, generator.options.connections);
  allow_descriptors((rlim_t)generator.connection_count + OTHER_DESCRIPTORS);
  setpriority(PRIO_PROCESS, 0, PRIORITY);
  event_loop_open(&generator);

  wait_for_go(&generator, "ready");
  open_group(&generator, 0);
  wait_for_go(&generator, "settled");
  if (generator.options.rate > 0 || generator.options.window > 0) send_load(&generator);
  for (int at = 0; at < generator.connection_count; at++) {
    if (generator.connections[at].group != 1) continue;
    wait_for_go(&generator, "ready-to-catch-up");
    catch_up(&generator);
    break;
  }
  report(&generator, "result", 0);
  return 0;
}
