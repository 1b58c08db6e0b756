import { join } from "node:path";
import { giveTo } from "../processes/ownership.ts";
import { LogFile } from "./log-file.ts";
import type { Part } from "./part.ts";
import { Reaper } from "./reaper.ts";
import { SupervisedPart, type SupervisorEvents } from "./supervised-part.ts";

/** Runs parts in stages: a stage starts when the one before is ready, and stops before that one does. */
export class Supervisor {
  readonly #logFolder: string;
  readonly #events: SupervisorEvents;
  readonly #reaper = new Reaper();
  readonly #stages: SupervisedPart[][] = [];
  #stopping: Promise<void> | undefined;

  constructor(logFolder: string, events: SupervisorEvents) {
    this.#logFolder = logFolder;
    this.#events = events;
  }

  /** Starts these parts side by side; resolves when all are ready, throws when one does not become so. */
  async start(parts: readonly Part[]): Promise<void> {
    if (this.#stopping !== undefined) throw new Error("stopped before all was started");
    const stage = parts.map((part) => {
      const log = new LogFile(join(this.#logFolder, `${part.name}.log`));
      if (part.opensLog !== undefined) giveTo(part.opensLog, log.path);
      return new SupervisedPart(part, log, this.#reaper, this.#events);
    });
    this.#stages.push(stage);
    await Promise.all(stage.map((supervised) => supervised.start()));
  }

  /** Stops all, the last stage first. Again: the same stop. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  /** Ends at once what is still running, during a stop that takes too long. */
  hurry(): void {
    for (const supervised of this.#stages.flat()) supervised.hurry();
  }

  pids(): Record<string, number> {
    return Object.fromEntries(this.#stages.flat().map(({ part, pid }) => [part.name, pid]));
  }

  restarts(name: string): number {
    return this.#stages.flat().find(({ part }) => part.name === name)?.restarts ?? 0;
  }

  async #stopAll(): Promise<void> {
    for (const stage of this.#stages.toReversed()) await Promise.all(stage.map((supervised) => supervised.stop()));
    this.#reaper.close();
  }
}
