import { expect, test } from "vitest";
import { crowdSize } from "../../limits.ts";
import { tellRead } from "./tell-read.ts";

const receipt = { type: "read_receipt", room_id: 7, user_id: 3, last_read_seq: 12 };

async function told(userCount: number, marks: readonly number[] = [12]) {
  const all: object[] = [];
  const parse = (frame: Uint8Array | undefined) => JSON.parse(Buffer.from(frame ?? []).toString()) as object;
  const tell = tellRead({
    bootId: "here",
    tell: ({ userId, to, frames }) => all.push({ person: userId, to, ...parse(frames[0]) }),
    delivery: { signal: (roomId, frame, except) => all.push({ room: roomId, except, ...parse(frame) }) },
    broker: { publishSignal: ({ payload, ...signal }) => all.push({ ...signal, ...JSON.parse(payload) }) },
    presence: { list: async () => ({ users: [], userCount }) },
  });
  for (const lastReadSeq of marks) tell({ roomId: 7, userId: 3, lastReadSeq });
  await new Promise(setImmediate);
  return all;
}

test("a read mark goes to every socket of the reader, and to the others in the room on every instance", async () => {
  expect(await told(crowdSize)).toEqual([
    { person: 3, to: "every_socket", ...receipt },
    { room: 7, except: 3, ...receipt },
    { roomId: 7, from: "here", exceptUserId: 3, kind: "receipt", ...receipt },
  ]);
});

test("in a crowd only the reader hears of it", async () => {
  expect(await told(crowdSize + 1)).toEqual([{ person: 3, to: "every_socket", ...receipt }]);
});

test("of marks that follow each other at once the others in the room hear the last alone, so that none goes back", async () => {
  const all = await told(crowdSize, [10, 11, 12]);
  expect(all.filter((one) => "room" in one)).toEqual([{ room: 7, except: 3, ...receipt }]);
});
