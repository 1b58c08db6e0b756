import type { Spoils } from "../attacker/tally.ts";
import type { BystanderFigures } from "../bystanders/figures.ts";
import type { LoopDelays } from "../system/attack-system.ts";
import type { MemoryFigures } from "../system/memory-watch.ts";

/** What one attack did to the others. */
export interface Outcome {
  readonly attack: string;
  readonly title: string;
  readonly seconds: number;
  readonly bystanders: BystanderFigures;
  /** Of the chat instance that attacker and bystanders share, and of the user-service. */
  readonly services: Readonly<Record<"chat" | "users", ServiceOutcome>>;
  /** `undefined` where the attacker could not say, or nobody attacked. */
  readonly spoils: Spoils | undefined;
  /** What the attacker got beyond its shares, each in a few words; the files of earlier runs do not say. */
  readonly excess?: readonly string[];
}

export interface ServiceOutcome {
  readonly loop: LoopDelays;
  readonly memory: MemoryFigures;
  /** How often it had to be started again. */
  readonly restarts: number;
}
