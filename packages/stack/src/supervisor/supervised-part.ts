import { setTimeout as pause } from "node:timers/promises";
import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { until } from "../processes/until.ts";
import type { LogFile } from "./log-file.ts";
import type { Part } from "./part.ts";
import type { Reaper } from "./reaper.ts";
import { recoveredAfterMs, restartDelayMs } from "./restart-delay.ts";

export interface SupervisorEvents {
  /** A running part ended on its own; it is started again after `delayMs`. */
  ended(part: Part, why: string, delayMs: number, restarts: number): void;
  /** It was started again. */
  restarted(part: Part, pid: number): void;
  ready(part: Part, afterMs: number): void;
}

/** A part of the system that is started again whenever it ends, until it is stopped. */
export class SupervisedPart {
  readonly part: Part;
  readonly #log: LogFile;
  readonly #reaper: Reaper;
  readonly #events: SupervisorEvents;
  readonly #stopping = new AbortController();
  #process: RunningProcess | undefined;
  #watching: Promise<void> | undefined;
  #restarts = 0;

  constructor(part: Part, log: LogFile, reaper: Reaper, events: SupervisorEvents) {
    this.part = part;
    this.#log = log;
    this.#reaper = reaper;
    this.#events = events;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Resolves when the part is ready; throws with the end of its log when it does not become so. */
  async start(): Promise<void> {
    for (let tried = 0; ; tried++) {
      this.#stopping.signal.throwIfAborted();
      const running = this.#spawn();
      const failure = await this.#becomesReady(running);
      if (failure === undefined) {
        this.#watching = this.#watch(running);
        return;
      }
      const stuck = !running.hasEnded();
      await this.#clear(running);
      this.#stopping.signal.throwIfAborted();
      if (stuck || tried + 1 >= this.part.startTries) throw this.#cannotStart(failure);
      await pause(restartDelayMs(tried), undefined, { signal: this.#stopping.signal });
    }
  }

  /** Asks the part to stop, and ends it after its time is over. */
  async stop(): Promise<void> {
    this.#giveUp();
    const running = this.#process;
    if (running !== undefined) {
      await running.stop(this.part.stopSignal, this.part.stopTimeoutMs, this.part.hurrySignal);
      this.#reaper.forget(running.pid);
    }
    await this.#watching;
    this.#log.close();
  }

  /** Ends the part without asking, for good; `stop` then has nothing to wait for. */
  hurry(): void {
    this.#giveUp();
    this.#process?.signal(this.part.hurrySignal);
  }

  #giveUp(): void {
    this.#stopping.abort(new Error(`${this.part.title} is being stopped`));
  }

  #spawn(): RunningProcess {
    this.#log.markStart();
    const { commandLine, env, cwd } = this.part;
    const running = startProcess(commandLine, {
      env,
      output: this.#log.fd,
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.#process = running;
    this.#reaper.watch(running.pid, this.part.hurrySignal);
    return running;
  }

  async #becomesReady(running: RunningProcess): Promise<string | undefined> {
    const { ready, startTimeoutMs } = this.part;
    const settled = async () => running.hasEnded() || this.#stopping.signal.aborted || (await ready());
    try {
      await until("it to be ready", settled, startTimeoutMs);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    if (this.#stopping.signal.aborted) return "it was stopped";
    return running.hasEnded() ? `it ended with ${await running.ended}` : undefined;
  }

  async #watch(first: RunningProcess): Promise<void> {
    let running = first;
    let startedAt = performance.now();
    let shortRuns = 0;
    for (;;) {
      const why = await running.ended;
      if (this.#stopping.signal.aborted) return;
      if (performance.now() - startedAt >= recoveredAfterMs) shortRuns = 0;
      const delayMs = restartDelayMs(shortRuns);
      shortRuns += 1;
      this.#restarts += 1;
      this.#events.ended(this.part, why, delayMs, this.#restarts);
      await this.#clear(running);
      await pause(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      startedAt = performance.now();
      running = this.#spawn();
      this.#events.restarted(this.part, running.pid);
      void this.#announce(running, startedAt);
    }
  }

  async #announce(running: RunningProcess, startedAt: number): Promise<void> {
    const failure = await this.#becomesReady(running);
    if (failure === undefined) this.#events.ready(this.part, performance.now() - startedAt);
  }

  /** Ends what is left of a process group: it may hold the port, as Nginx's workers do when their master was killed. */
  async #clear(running: RunningProcess): Promise<void> {
    running.signal("SIGKILL");
    await running.ended;
    await until("the rest of its group", () => running.groupIsEmpty(), 2_000).catch(() => undefined);
    this.#reaper.forget(running.pid);
  }

  #cannotStart(failure: string): Error {
    const tail = this.#log.lastLines();
    const log = tail === "" ? "" : `\n${tail}`;
    return new Error(`${this.part.title} did not start: ${failure}. Its log is ${this.#log.path}${log}`);
  }
}
