import { expect, test } from "vitest";
import type { RoomSignal } from "../broker/broker.ts";
import { type RoomSignalFrame, RoomSignals } from "./room-signals.ts";

const typing = { type: "user_typing", room_id: 7, user_id: 3, username: "ann", is_typing: true } as const;
const receipt = { type: "read_receipt", room_id: 7, user_id: 3, last_read_seq: 12 } as const;

function scenario() {
  const published: object[] = [];
  const readersGot: object[] = [];
  const presence: unknown[] = [];
  const signals = new RoomSignals({
    bootId: "here",
    broker: { publishSignal: ({ payload, ...signal }) => published.push({ ...signal, payload: JSON.parse(payload) }) },
    delivery: {
      signal: (roomId, frame, except) => readersGot.push({ roomId, except, frame: Buffer.from(frame).toString() }),
    },
    onPresence: (...heard) => presence.push(heard),
  });
  return { signals, published, readersGot, presence };
}

const elsewhere: RoomSignal = { roomId: 7, from: "elsewhere", kind: "typing", payload: "{}" };

test("a frame reaches the readers here and the other instances, under the kinds that older instances know", () => {
  const { signals, published, readersGot } = scenario();
  signals.send(typing, 3);
  signals.send(receipt, 3);
  expect(readersGot).toEqual(
    [typing, receipt].map((frame) => ({ roomId: 7, except: 3, frame: JSON.stringify(frame) })),
  );
  expect(published).toEqual([
    { roomId: 7, from: "here", kind: "typing", exceptUserId: 3, payload: typing },
    { roomId: 7, from: "here", kind: "receipt", exceptUserId: 3, payload: receipt },
  ]);
});

test("a new frame is its own kind", () => {
  const { signals, published } = scenario();
  const frame = { type: "user_recording", room_id: 7 } as unknown as RoomSignalFrame;
  signals.send(frame);
  expect(published).toEqual([{ roomId: 7, from: "here", kind: "user_recording", payload: frame }]);
});

test("what another instance says goes to the readers as it is, known here or not", () => {
  const { signals, readersGot } = scenario();
  signals.receive({ ...elsewhere, payload: JSON.stringify(typing), exceptUserId: 3 });
  signals.receive({ ...elsewhere, kind: "user_recording", payload: '{"type":"user_recording"}' });
  expect(readersGot).toEqual([
    { roomId: 7, except: 3, frame: JSON.stringify(typing) },
    { roomId: 7, except: undefined, frame: '{"type":"user_recording"}' },
  ]);
});

test("who came and went elsewhere is for presence to know, and no frame", () => {
  const { signals, published, readersGot, presence } = scenario();
  signals.announcePresence(7, '{"joined":[]}');
  expect(published).toEqual([{ roomId: 7, from: "here", kind: "presence", payload: { joined: [] } }]);
  signals.receive({ ...elsewhere, kind: "presence", payload: "who" });
  expect(presence).toEqual([[7, "who"]]);
  expect(readersGot).toEqual([]);
});

test("an instance that hears itself has told its readers already", () => {
  const { signals, readersGot, presence } = scenario();
  signals.receive({ ...elsewhere, from: "here" });
  signals.receive({ ...elsewhere, from: "here", kind: "presence" });
  expect([readersGot, presence]).toEqual([[], []]);
});
