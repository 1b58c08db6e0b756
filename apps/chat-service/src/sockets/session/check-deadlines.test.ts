import { expect, test } from "vitest";
import { authDeadlineMs } from "../../limits.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import type { SocketSession } from "./socket-session.ts";

const minutes = (count: number): number => count * 60_000;

/** When a session with a token of this life hears `token_expiring`, in ms after the token was issued. */
function announcedAfter(lifeMs: number): number {
  for (let nowMs = 0; nowMs < lifeMs; nowMs += 1000) {
    const sent: string[] = [];
    const session = {
      identity: { issuedAt: new Date(0), expiresAt: new Date(lifeMs) },
      expiryAnnounced: false,
      send: ({ type }: { type: string }) => sent.push(type),
    };
    checkDeadlines(session as unknown as SocketSession, nowMs);
    if (sent.includes("token_expiring")) return nowMs;
  }
  return lifeMs;
}

test("the end of a token is announced a minute before", () => {
  expect(announcedAfter(minutes(15))).toBe(minutes(14));
});

test("a token of one minute lives half of it before its end is announced, so that its successor is not at once", () => {
  expect(announcedAfter(minutes(1))).toBe(minutes(0.5));
});

test("who does not authenticate is sent away after ten seconds, whatever is done to the clock meanwhile", () => {
  const closed: string[] = [];
  const waitingFor = (ms: number) => ({
    openedMs: performance.now() - ms,
    send: () => undefined,
    close: (reason: string) => closed.push(reason),
  });
  const hourMs = 3_600_000;
  checkDeadlines(waitingFor(authDeadlineMs - 1_000) as unknown as SocketSession, Date.now() + hourMs);
  expect(closed).toEqual([]);
  checkDeadlines(waitingFor(authDeadlineMs) as unknown as SocketSession, Date.now() - hourMs);
  expect(closed).toEqual(["unauthenticated"]);
});
