import { spawn, type ChildProcess } from "node:child_process";

/**
 * Outlives a killed launcher for three seconds. Then it ends those who did not heed the signal that the kernel sent them
 * when the launcher died (services drain for longer than that), so that nothing is left after five.
 */
export class Reaper {
  readonly #shell: ChildProcess;

  constructor() {
    this.#shell = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
    this.#shell.on("error", () => undefined);
    this.#shell.stdin?.on("error", () => undefined);
    this.#shell.unref();
  }

  /** From now on `signal` is what ends this process group. */
  watch(pid: number, signal: NodeJS.Signals): void {
    this.#tell(`watch ${pid} ${signal.replace("SIG", "")}`);
  }

  forget(pid: number): void {
    this.#tell(`forget ${pid}`);
  }

  close(): void {
    this.#tell("done");
    this.#shell.stdin?.end();
  }

  #tell(line: string): void {
    this.#shell.stdin?.write(`${line}\n`);
  }
}

// Its standard input ends when the launcher does, however that dies.
const script = `
while read -r order pid signal; do
  case $order in
    watch) pids="$pids $pid"; eval "signal_$pid=$signal" ;;
    forget) unset "signal_$pid" ;;
    done) exit 0 ;;
  esac
done
sleep 3
for pid in $pids; do
  eval "signal=\\\${signal_$pid-}"
  [ -z "$signal" ] || kill -s "$signal" -- "-$pid"
done
`;
