import { expect, test } from "vitest";
import { crowdSize } from "../../limits.ts";
import { tellRead } from "./tell-read.ts";

const receipt = { type: "read_receipt", room_id: 7, user_id: 3, last_read_seq: 12 };

const moved = { type: "read_moved", room_id: 7, last_read_seq: 12 };
const toReader = [
  { person: 3, to: "every_socket", ...receipt },
  { person: 3, to: "every_socket", ...moved },
];

async function told(userCount: number, marks: readonly number[] = [12], { isBack = false, isForOthers = true } = {}) {
  const all: object[] = [];
  const parse = (frame: Uint8Array) => JSON.parse(Buffer.from(frame).toString()) as object;
  const tell = tellRead({
    tell: ({ userId, to, frames }) => all.push(...frames.map((frame) => ({ person: userId, to, ...parse(frame) }))),
    signals: { send: (frame, except) => all.push({ room: frame.room_id, except, ...frame }) },
    presence: { list: async () => ({ users: [], userCount }) },
  });
  for (const lastReadSeq of marks) tell({ roomId: 7, userId: 3, lastReadSeq, isBack, isForOthers });
  await new Promise(setImmediate);
  return all;
}

test("a read mark goes to every socket of the reader, and to the others in the room on every instance", async () => {
  expect(await told(crowdSize)).toEqual([...toReader, { room: 7, except: 3, ...receipt }]);
});

test("in a crowd only the reader hears of it", async () => {
  expect(await told(crowdSize + 1)).toEqual(toReader);
});

test("where it is not for others only the reader hears of it", async () => {
  expect(await told(2, [12], { isForOthers: false })).toEqual(toReader);
});

test("one that was set back is no receipt, to nobody", async () => {
  const back = { person: 3, to: "every_socket", ...moved, back: true };
  expect(await told(2, [12], { isBack: true, isForOthers: false })).toEqual([back]);
});

test("of marks that follow each other at once the others in the room hear the last alone, so that none goes back", async () => {
  const all = await told(crowdSize, [10, 11, 12]);
  expect(all.filter((one) => "room" in one)).toEqual([{ room: 7, except: 3, ...receipt }]);
});
