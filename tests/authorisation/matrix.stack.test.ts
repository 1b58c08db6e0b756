import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chatRows } from "./operations/chat-rows.ts";
import { operations } from "./operations/operations.ts";
import { serviceRows } from "./operations/user-rows.ts";
import { type MatrixRow, readMatrix } from "./read-matrix.ts";
import { actors } from "./system/actors.ts";
import { serviceSecret } from "./system/services.ts";
import { startTrial, type Trial } from "./system/trial.ts";

const rows = readMatrix().map((row) => ({ ...row, title: `${row.operation} ${row.of}` }));
/** These end sessions of the people that the others are tried as. */
const ofSessions = rows.filter(({ section }) => section === "Accounts and sessions");
let trial: Trial;

beforeAll(async () => {
  trial = await startTrial();
}, 120_000);
afterAll(() => trial.stop());

test.each(ofSessions)("docs/authorisation.md tells what everybody gets of $title", holds);

describe.concurrent("docs/authorisation.md tells what everybody gets of", () => {
  test.each(rows.filter((row) => !ofSessions.includes(row)))("$title", holds);
});

test.each(Object.entries(serviceRows))("%s is for who has the services' secret", async (name, rows) => {
  for (const row of Object.values(rows)) {
    expect(await trial.asService(name, row, serviceSecret)).toBe("ok");
    expect(await trial.asService(name, row, `${serviceSecret}.`)).toBe("unauthenticated");
  }
});

const ofHiddenRooms = Object.entries(chatRows).flatMap(([name, ofs]) =>
  Object.entries(ofs)
    .filter(([of, { happened }]) => /^(private|direct)/.test(of) && happened === undefined)
    .map(([of, row]) => ({ title: `${name} ${of}`, name, row })),
);

describe.concurrent("a room that one may not see is answered word for word like one that is not there by", () => {
  test.each(ofHiddenRooms)("$title", async ({ name, row }) => {
    for (const actor of ["stranger", "banned", "server admin"] as const) {
      const { there, nowhere } = await trial.ofHiddenRoom(name, row, actor);
      expect(there, actor).toEqual(nowhere);
      expect(there.outcome).toBe("room_not_found");
    }
  });
});

async function holds({ operation, of, section, expected }: MatrixRow): Promise<void> {
  const tried = operations.find((one) => one.section === section && one.operation === operation && one.of === of);
  if (tried === undefined) throw new Error(`nothing tries ${operation} ${of}`);
  const seen = [...(await tried.seenBy(trial))];
  const wrong = seen.flatMap(([way, outcomes]) =>
    actors
      .filter((actor) => outcomes[actor] !== expected[actor])
      .map((actor) => `${operation} ${of} over ${way}: ${actor} gets ${outcomes[actor]}, not ${expected[actor]}`),
  );
  expect(wrong).toEqual([]);
}
