import type { PartUser } from "../processes/part-users.ts";

/** One process of the system, and how it is started, known to be ready, and stopped. */
export interface Part {
  /** Its name in stack.json and of its log file. */
  readonly name: string;
  /** What it is called in messages to people. */
  readonly title: string;
  readonly commandLine: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The user who opens its log by a name, beside what was handed to it. */
  readonly opensLog?: PartUser;
  readonly ready: () => Promise<boolean>;
  readonly stopSignal: NodeJS.Signals;
  /** What ends it when there is no time left to ask. */
  readonly hurrySignal: NodeJS.Signals;
  readonly stopTimeoutMs: number;
  readonly startTimeoutMs: number;
  /** How often its first start is tried before the whole start fails. */
  readonly startTries: number;
}
