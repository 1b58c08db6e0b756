import { AppError } from "@hubbub/errors";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JoinRequest } from "../delivery/joining/join-request.ts";
import { announcementsRetryMs } from "../limits.ts";
import type { JoinPage } from "../room-log/read/join-queries.ts";
import { readAnnouncements } from "./read-announcements.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Joining = JoinRequest & {
  fail(): void;
  place(joined: { epoch?: string; lastSeq: number; recovered?: boolean }): void;
};

function scenario() {
  const joins: Joining[] = [];
  const heard: string[] = [];
  const dropped: unknown[] = [];
  const reader = readAnnouncements({
    delivery: {
      join(request) {
        const { promise, resolve, reject } = Promise.withResolvers<"joined" | "gone">();
        joins.push({
          ...request,
          fail: () => reject(new AppError("unavailable")),
          place({ epoch = "e1", lastSeq, recovered = false }) {
            request.reader.write([request.onJoined({ epoch, lastSeq, recovered, page: {} as JoinPage })]);
            resolve("joined");
          },
        });
        return promise;
      },
      dropReader: (each) => dropped.push(each),
    },
    broadcast: (frame) => heard.push((JSON.parse(Buffer.from(frame).toString()) as { content: string }).content),
    warn: () => undefined,
  });
  const write = (seq: number, rest: object = {}) => {
    const frame = { type: "new_message", room_id: 2, seq, id: `2:${seq}`, content: `m${seq}`, ...rest };
    joins.at(-1)?.reader.write([Buffer.from(JSON.stringify(frame))]);
  };
  return { reader, joins, heard, dropped, write };
}

test("what is posted after the start is broadcast, deleted messages and other events are not", async () => {
  const { reader, joins, heard, write } = scenario();
  void reader.start();
  joins[0]?.place({ lastSeq: 4 });
  write(5);
  write(6, { type: "member_added" });
  write(7, { deleted_at: "2026-01-01T00:00:00.000Z" });
  write(8);
  expect(heard).toEqual(["m5", "m8"]);
});

test("it goes on where it was after a resync, and tells nothing twice", async () => {
  const { reader, joins, heard, write } = scenario();
  void reader.start();
  joins[0]?.place({ lastSeq: 4 });
  write(5);
  joins[0]?.reader.close("resync");
  await vi.advanceTimersByTimeAsync(1);
  expect(joins[1]).toMatchObject({ afterSeq: 5, epoch: "e1" });
  expect(joins[1]?.reader).not.toBe(joins[0]?.reader);
  joins[1]?.place({ lastSeq: 6, recovered: true });
  for (const seq of [5, 6, 7]) write(seq);
  expect(heard).toEqual(["m5", "m6", "m7"]);
});

test("after another epoch it begins at the head", async () => {
  const { reader, joins, heard, write } = scenario();
  void reader.start();
  joins[0]?.place({ lastSeq: 400 });
  joins[0]?.reader.close("resync");
  await vi.advanceTimersByTimeAsync(1);
  joins[1]?.place({ epoch: "e2", lastSeq: 3 });
  write(4);
  expect(heard).toEqual(["m4"]);
});

test("while the log cannot be read it tries again, until it is stopped", async () => {
  const { reader, joins, dropped } = scenario();
  const first = reader.start();
  joins[0]?.fail();
  await first;
  await vi.advanceTimersByTimeAsync(announcementsRetryMs);
  joins[1]?.fail();
  await vi.advanceTimersByTimeAsync(announcementsRetryMs);
  expect(joins).toHaveLength(3);
  reader.stop();
  joins[2]?.fail();
  await vi.advanceTimersByTimeAsync(10 * announcementsRetryMs);
  expect(joins).toHaveLength(3);
  expect(dropped).toEqual(joins.map(({ reader }) => reader));
});
