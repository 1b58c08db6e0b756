import type { FaultRun } from "../../run/scenario.ts";

/** The clock of the load generator is late by as much on a busy machine. */
const marginMs = 500;

/** Every send of a connection that lived was answered in time, and some were told `unavailable`. */
export function expectUnavailableWithin({ load, expect }: FaultRun, atMostMs: number): void {
  const slowest = Math.max(...load.clients.map(({ slowestAnswerMs }) => slowestAnswerMs));
  expect(`a send is answered within ${atMostMs} ms; one was after ${slowest}`, slowest <= atMostMs + marginMs);
  const told = load.clients.some(({ errors }) => (errors.get("unavailable") ?? 0) > 0);
  expect("sends are answered with unavailable meanwhile", told);
}
