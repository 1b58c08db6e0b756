import { expect, test } from "vitest";
import { crowdSize } from "../../limits.ts";
import { tellRead } from "./tell-read.ts";

const receipt = { type: "read_receipt", room_id: 7, user_id: 3, last_read_seq: 12 };

async function told(userCount: number, marks: readonly number[] = [12], hasStrangers = false) {
  const all: object[] = [];
  const parse = (frame: Uint8Array | undefined) => JSON.parse(Buffer.from(frame ?? []).toString()) as object;
  const tell = tellRead({
    tell: ({ userId, to, frames }) => all.push({ person: userId, to, ...parse(frames[0]) }),
    signals: { send: (frame, except) => all.push({ room: frame.room_id, except, ...frame }) },
    presence: { list: async () => ({ users: [], userCount }) },
  });
  for (const lastReadSeq of marks) tell({ roomId: 7, userId: 3, lastReadSeq, hasStrangers });
  await new Promise(setImmediate);
  return all;
}

test("a read mark goes to every socket of the reader, and to the others in the room on every instance", async () => {
  expect(await told(crowdSize)).toEqual([
    { person: 3, to: "every_socket", ...receipt },
    { room: 7, except: 3, ...receipt },
  ]);
});

test("in a crowd only the reader hears of it", async () => {
  expect(await told(crowdSize + 1)).toEqual([{ person: 3, to: "every_socket", ...receipt }]);
});

test("where people read who are no members only the reader hears of it", async () => {
  expect(await told(2, [12], true)).toEqual([{ person: 3, to: "every_socket", ...receipt }]);
});

test("of marks that follow each other at once the others in the room hear the last alone, so that none goes back", async () => {
  const all = await told(crowdSize, [10, 11, 12]);
  expect(all.filter((one) => "room" in one)).toEqual([{ room: 7, except: 3, ...receipt }]);
});
