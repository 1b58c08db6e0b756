import type { HubbubClient } from "@hubbub/client";
import type { FoundPages } from "./use-found.ts";

/** What was found and how far one has come in it, for the panel that is about to take the place of this one. */
export interface Carried {
  readonly userId: number;
  /** Beside which room that stands. */
  readonly roomId: number;
  readonly pages: FoundPages;
  readonly at: number;
  readonly scrollTop: number;
}

/** Who comes back later asks again: what was found may not be there any more. */
const freshMs = 120_000;

const onTheWay = new WeakMap<HubbubClient, Carried & { readonly sinceMs: number }>();

export function carry(client: HubbubClient, carried: Carried): void {
  onTheWay.set(client, { ...carried, sinceMs: performance.now() });
}

export function carriedTo(client: HubbubClient, userId: number, roomId: number): Carried | undefined {
  const carried = onTheWay.get(client);
  if (carried?.userId !== userId || carried.roomId !== roomId) return undefined;
  return performance.now() - carried.sinceMs < freshMs ? carried : undefined;
}

/** It has arrived. */
export function putDown(client: HubbubClient): void {
  onTheWay.delete(client);
}
