import type { StreamContext } from "@hubbub/service-runtime";
import { WatchRevocationsResponse } from "@hubbub/grpc-api/revocations";
import { expect, test } from "vitest";
import { maxListedRevocations } from "../limits.ts";
import { RevocationFeed } from "../revocations/revocation-feed.ts";
import type { Rules } from "./service.ts";
import { watchRevocations } from "./watch-revocations.ts";

const at = new Date();
const rules = { revocationMemoryMs: 60_000 } as Rules;

async function firstAnswers(sessions: number, admins: number) {
  const feed = new RevocationFeed(async () => ({
    sessions: Array.from({ length: sessions }, (_, i) => ({
      id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      at,
    })),
    admins: Array.from({ length: admins }, (_, userId) => ({ userId, at })),
  }));
  const leaving = new AbortController();
  const watch = watchRevocations({ feed, rules }, {}, { signal: leaving.signal } as StreamContext);
  const answers: WatchRevocationsResponse[] = [];
  let left = Math.max(1, sessions, admins);
  for await (const answer of watch) {
    answers.push(answer);
    left -= Math.max(1, answer.sessions.length, answer.withdrawnAdmins.length);
    if (left <= 0) break;
  }
  return answers;
}

test("however many were signed out, all are told, in messages that gRPC takes", async () => {
  const answers = await firstAnswers(maxListedRevocations, 1_500);
  expect(answers.flatMap(({ sessions }) => sessions)).toHaveLength(maxListedRevocations);
  expect(answers.flatMap(({ withdrawnAdmins }) => withdrawnAdmins)).toHaveLength(1_500);
  for (const answer of answers) {
    expect(WatchRevocationsResponse.encode(answer).finish().byteLength).toBeLessThan(512 * 1024);
  }
});

test("where nobody was, that is told", async () => {
  expect(await firstAnswers(0, 0)).toEqual([{ sessions: [], withdrawnAdmins: [] }]);
});
