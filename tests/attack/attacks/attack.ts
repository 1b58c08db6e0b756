import type { Target } from "../attacker/target.ts";
import type { Share } from "./share.ts";

/** One way to hurt others; it goes on until its process ends. */
export interface Attack {
  readonly name: string;
  /** What it does, as the end of a sentence that begins with "somebody". */
  readonly title: string;
  /** What its limits leave of it. */
  readonly shares?: readonly Share[];
  run(target: Target): void;
}
