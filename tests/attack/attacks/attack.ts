import type { Target } from "../attacker/target.ts";

/** One way to hurt others; it goes on until its process ends. */
export interface Attack {
  readonly name: string;
  /** What it does, as the end of a sentence that begins with "somebody". */
  readonly title: string;
  run(target: Target): void;
}
