import { renderTable } from "../../bench/report/render-table.ts";
import type { Figures } from "../bystanders/figures.ts";
import { missedGoals } from "./goals.ts";
import type { Outcome, ServiceOutcome } from "./outcome.ts";

/** What most of an attacker's answers were; the rest is told by its number. */
const answersShown = 5;

const columns: readonly [string, (outcome: Outcome) => string][] = [
  ["input", ({ attack }) => `\`${attack}\``],
  ["send → ack p50 / p99 / max", ({ bystanders }) => times(bystanders.measured.ack)],
  ["`/users/me` p50 / p99 / max", ({ bystanders }) => times(bystanders.measured.me)],
  ["samples", ({ bystanders }) => `${bystanders.measured.ack.samples} + ${bystanders.measured.me.samples}`],
  ["connect max", ({ bystanders }) => ms(bystanders.measured.connect.maxMs)],
  ["login max", ({ bystanders }) => ms(bystanders.measured.login.maxMs)],
  ["errors", ({ bystanders }) => String(Object.values(bystanders.errors).reduce((sum, count) => sum + count, 0))],
  ["event loop p99 (max)", ({ services }) => loop(services.chat)],
  ["user-service's", ({ services }) => loop(services.users)],
  ["RSS of chat: before / highest / after", ({ services }) => memory(services.chat)],
  ["of user-service", ({ services }) => memory(services.users)],
  ["goal", (outcome) => verdict(outcome)],
];

/** What the bystanders of each attack saw. */
export function bystandersTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => columns.map(([, cell]) => cell(outcome)));
  return renderTable(
    columns.map(([title]) => title),
    rows,
    ["goal"],
  );
}

/** What each attacker did and got. */
export function attackersTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes
    .filter(({ attack }) => attack !== "nobody")
    .map(({ attack, title, spoils }) => [
      `\`${attack}\``,
      `somebody ${title}`,
      spoils === undefined ? "?" : String(spoils.sent),
      spoils === undefined ? "?" : mostOf(spoils.got),
    ]);
  return renderTable(["input", "what it is", "sent", "got"], rows, ["what it is", "got"]);
}

export function verdict(outcome: Outcome): string {
  const missed = missedGoals(outcome);
  return missed.length === 0 ? "met" : `**missed**: ${missed.join(", ")}`;
}

/** The most frequent answers, and how many others there were. */
export function mostOf(got: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(got).toSorted(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, answersShown).map(([what, count]) => `${what} × ${count}`);
  const rest = sorted.slice(answersShown).reduce((sum, [, count]) => sum + count, 0);
  return [...shown, ...(rest === 0 ? [] : [`others × ${rest}`])].join(", ");
}

function times({ p50Ms, p99Ms, maxMs }: Figures): string {
  return `${ms(p50Ms)} / ${ms(p99Ms)} / ${ms(maxMs)}`;
}

function ms(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value < 10
    ? `${value.toFixed(1)} ms`
    : value < 1_000
      ? `${Math.round(value)} ms`
      : `${(value / 1_000).toFixed(1)} s`;
}

function loop({ loop: { p99Ms, maxMs } }: ServiceOutcome): string {
  return `${ms(p99Ms)} (${ms(maxMs)})`;
}

function memory({ memory: { beforeBytes, highestBytes, afterBytes } }: ServiceOutcome): string {
  return `${[beforeBytes, highestBytes, afterBytes].map((bytes) => Math.round(bytes / 2 ** 20)).join(" / ")} MiB`;
}
