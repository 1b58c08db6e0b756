import { findCommand } from "../processes/find-command.ts";

const optional = [
  "redis-server",
  "nginx",
  "prometheus",
  "prometheus-redis-exporter",
  "prometheus-nginx-exporter",
] as const;

/** The programs that make hubbub whole, and that it can do without. */
export type Program = (typeof optional)[number];

/** What stands in for a program that is missing. */
export const standIns: Readonly<Record<Program, string>> = {
  "redis-server": "one chat instance carries all messages, in memory",
  nginx: "a small proxy of hubbub's own serves the pages, without limits for each address",
  prometheus: "nothing collects the metrics",
  "prometheus-redis-exporter": "there are no metrics of Redis itself",
  "prometheus-nginx-exporter": "there are no metrics of Nginx itself",
};

/** Where each program is; `undefined` for one that is not installed or is to be done `without`. */
export function findPrograms(without: readonly Program[]): Record<Program, string | undefined> {
  const find = (name: Program) => (without.includes(name) ? undefined : findCommand(name));
  return Object.fromEntries(optional.map((name) => [name, find(name)])) as Record<Program, string | undefined>;
}
