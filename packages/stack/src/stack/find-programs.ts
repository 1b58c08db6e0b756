import { findCommand } from "../processes/find-command.ts";

const optional = ["redis-server", "nginx", "prometheus"] as const;

/** The programs that make hubbub whole, and that it can do without. */
export type Program = (typeof optional)[number];

/** What stands in for a program that is missing. */
export const standIns: Readonly<Record<Program, string>> = {
  "redis-server": "one chat instance carries all messages, in memory",
  nginx: "a small proxy of hubbub's own serves the pages, without limits for each address",
  prometheus: "nothing collects the metrics",
};

/** Where each program is; `undefined` for one that is not installed or is to be done `without`. */
export function findPrograms(without: readonly Program[]): Record<Program, string | undefined> {
  const find = (name: Program) => (without.includes(name) ? undefined : findCommand(name));
  return { "redis-server": find("redis-server"), nginx: find("nginx"), prometheus: find("prometheus") };
}
