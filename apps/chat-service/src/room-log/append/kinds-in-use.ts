import { AppError } from "@hubbub/errors";
import { kindsInUseEveryMs } from "../../limits.ts";
import type { LogKindName } from "../kinds/log-kind.ts";
import { logKinds } from "../kinds/log-kinds.ts";

/** What an instance of this release says of itself to the others: the log kinds that it knows. */
export const knownKinds = Object.keys(logKinds).join(",");

export interface KindsInUseOptions {
  /** Those that are written down as in use. */
  readonly read: () => Promise<readonly string[]>;
  /** Writes down that these are. */
  readonly add: (kinds: readonly string[]) => Promise<void>;
  /** What each instance that lives says of itself; undefined where that cannot be known. */
  readonly instances: () => Promise<readonly string[] | undefined>;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Which log kinds may be appended. One that a release brings is refused until every instance that lives says that it knows
 * it; from then on it is in use, and an earlier release that starts again passes it on without a word.
 */
export class KindsInUse {
  readonly #options: KindsInUseOptions;
  readonly #inUse = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: KindsInUseOptions) {
    this.#options = options;
  }

  /** Resolves after the first look; goes on looking until all that this release knows are in use. */
  async start(): Promise<void> {
    try {
      for (const kind of await this.#options.read()) this.#inUse.add(kind);
      const wanted = Object.keys(logKinds).filter((kind) => !this.#inUse.has(kind));
      if (wanted.length > 0) await this.#take(wanted);
    } catch (error) {
      this.#options.warn(error, "it is not known which log kinds may be written; looking again");
    }
    const all = Object.keys(logKinds).every((kind) => this.#inUse.has(kind));
    if (!all && !this.#stopped) this.#timer = setTimeout(() => void this.start(), kindsInUseEveryMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Throws `unavailable` for a kind that not every instance knows yet. */
  assertInUse(kind: LogKindName): void {
    if (this.#inUse.has(kind)) return;
    throw new AppError("unavailable", "Some servers of this system do not know that yet; try again in a few minutes");
  }

  async #take(wanted: readonly string[]): Promise<void> {
    const instances = await this.#options.instances();
    if (instances === undefined || instances.length === 0) return;
    const known = instances.map((said) => new Set(said.split(",")));
    const ready = wanted.filter((kind) => known.every((kinds) => kinds.has(kind)));
    if (ready.length === 0) return;
    await this.#options.add(ready);
    for (const kind of ready) this.#inUse.add(kind);
  }
}
