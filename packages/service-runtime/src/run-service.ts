import { ConfigError } from "./config-error.ts";
import { createLogger, type Logger } from "./create-logger.ts";
import { Lifecycle } from "./lifecycle.ts";

/** After everything is stopped, whatever still holds the process open is a bug; it ends anyway after this time. */
const lingerMs = 5000;

/**
 * Runs a service's `start` from its main.ts. SIGTERM and SIGINT stop it (again: nothing more, as Ctrl-C reaches a whole
 * process group and its launcher signals too); a failed start is printed and exits with 1; so does an uncaught error.
 */
export async function runService(name: string, start: (life: Lifecycle) => Promise<void>): Promise<void> {
  const logger = createLogger({ service: name });
  const life = new Lifecycle(logger);
  let signalled = false;
  const stop = (signal: NodeJS.Signals) => {
    if (signalled) return;
    signalled = true;
    logger.info({ signal }, "stopping");
    void life.stop().then(() => endLater(logger));
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
  process.on("uncaughtException", (err) => {
    logger.fatal({ err }, "uncaught error");
    process.exit(1);
  });
  try {
    await start(life);
  } catch (error) {
    // Its parts go away under a start that a signal interrupts: no failure of its own.
    if (signalled) return;
    process.stderr.write(describeFailure(name, error));
    process.exitCode = 1;
    await life.stop();
    endLater(logger);
  }
}

function describeFailure(name: string, error: unknown): string {
  if (error instanceof ConfigError) {
    const lines = error.problems.map((bad) => `  ${bad.name} ${bad.problem}`);
    return `${name} cannot start. Settings that are not right:\n${lines.join("\n")}\n`;
  }
  return `${name} cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

function endLater(logger: Logger): void {
  setTimeout(() => {
    logger.warn("something still runs after the stop; ending the process");
    process.exit(1);
  }, lingerMs).unref();
}
