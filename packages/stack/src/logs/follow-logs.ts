import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { FollowedLog } from "./followed-log.ts";
import type { LogEntry } from "./log-entry.ts";
import { mergeByTime } from "./merge-by-time.ts";

export interface FollowOptions {
  readonly folder: string;
  readonly wants: (entry: LogEntry) => boolean;
  /** How many of what is there already are shown, the newest. */
  readonly lines: number;
  readonly follow: boolean;
  readonly write: (entry: LogEntry) => void;
  readonly signal: AbortSignal;
}

const pollMs = 250;

/** Shows the logs of all parts as one, by time: what is there, then what comes. Memory is bounded by `lines` and what one look takes. */
export async function followLogs({ folder, wants, lines, follow, write, signal }: FollowOptions): Promise<void> {
  const logs = new Map<string, FollowedLog>();
  const look = (from: "beginning" | "end") => {
    for (const part of partsIn(folder)) {
      if (!logs.has(part)) logs.set(part, new FollowedLog(part, join(folder, `${part}.log`), from));
    }
  };
  look("end");
  for (const entry of newest(logs, wants, lines)) write(entry);

  /** What the last look found: another log may still be behind it. */
  let held: readonly LogEntry[] = [];
  const isOver = () => !follow || signal.aborted;
  while (!isOver()) {
    look("beginning");
    const taken = [...logs.values()].map((log) => log.take());
    const ofLogs = [held, ...taken.map(({ entries }) => entries.filter(wants))];
    const merged = [...mergeByTime(ofLogs.map((entries) => entries.values()))];
    const until = held.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
    const ripe = merged.findIndex(({ timeMs }) => timeMs > until);
    for (const entry of ripe === -1 ? merged : merged.slice(0, ripe)) write(entry);
    held = ripe === -1 ? [] : merged.slice(ripe);
    const waitMs = taken.some(({ more }) => more) ? 0 : pollMs;
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
  for (const entry of held) write(entry);
}

/** Names of the parts that have a log here. */
export function partsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".log"))
    .map((name) => name.slice(0, -".log".length))
    .toSorted();
}

function newest(
  logs: ReadonlyMap<string, FollowedLog>,
  wants: (entry: LogEntry) => boolean,
  most: number,
): readonly LogEntry[] {
  if (most === 0) return [];
  const ring: LogEntry[] = [];
  let at = 0;
  for (const entry of mergeByTime([...logs.values()].map((log) => log.history()))) {
    if (!wants(entry)) continue;
    ring[at] = entry;
    at = (at + 1) % most;
  }
  return [...ring.slice(at), ...ring.slice(0, at)];
}
