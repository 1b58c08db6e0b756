import { runningLauncher } from "./stack/launcher-lock.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { readDataFolder } from "./stack/settings.ts";
import { until } from "./processes/until.ts";

/** A launcher that stops in order needs less, even with a slow checkpoint. */
const timeoutMs = 60_000;

const dataFolder = readDataFolder(readEnvironment(process.env, repositoryRoot), repositoryRoot);
const launcher = runningLauncher(dataFolder);
if (launcher === undefined) {
  process.stdout.write(`hubbub does not run on ${dataFolder}\n`);
} else {
  process.kill(launcher, "SIGTERM");
  await until("the launcher to end", () => runningLauncher(dataFolder) !== launcher, timeoutMs);
  process.stdout.write("hubbub is stopped\n");
}
