import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeActivity, encodeActivity } from "./activity-codec.ts";
import { decodeNotice, encodeNotice } from "./notice-codec.ts";

const whole = fc.integer({ min: 0, max: 999_999_999_999_999 });

test("activity marks arrive as they were sent", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ roomId: whole, lastSeq: whole })), (marks) => {
      expect(encodeActivity(marks).map(decodeActivity)).toEqual([marks.map((mark) => ({ ...mark }))]);
    }),
  );
});

test("what calls everybody in a room is told first, and then as a head like all others", () => {
  const [quiet, call] = [
    { roomId: 1, lastSeq: 7 },
    { roomId: 2, lastSeq: 9, isCall: true },
  ] as const;
  const heads = [quiet, { roomId: 2, lastSeq: 9 }];
  expect(encodeActivity([quiet, call]).map(decodeActivity)).toEqual([[call], heads]);
});

test("notices arrive as they were sent", () => {
  for (const notice of [
    { type: "session_ended", sessionId: "7c1b" },
    { type: "user_disabled", userId: 12 },
    { type: "people_presence", placeId: 1, payload: '{"from":"chat-1"}' },
    { type: "block_changed", userIds: [1, 2] },
  ] as const) {
    expect(decodeNotice(encodeNotice(notice))).toEqual(notice);
  }
});

test.each([
  ["3 1:1", "unknown_version"],
  ["1 1", "malformed"],
  ["1 1:x", "malformed"],
  ["", "malformed"],
])("activity %j is refused", (message, reason) => {
  expect(decodeActivity(Buffer.from(message))).toBe(reason);
});

test.each([
  ['{"type":"moon_rises"}', "unknown_version"],
  ['{"type":"user_disabled","userId":"1"}', "malformed"],
  ['{"type":"session_ended"}', "malformed"],
  ['{"type":"people_presence","placeId":1}', "malformed"],
  ['{"type":"block_changed","userIds":[1]}', "malformed"],
  ["null", "malformed"],
  ["{", "malformed"],
])("notice %j is refused", (message, reason) => {
  expect(decodeNotice(Buffer.from(message))).toBe(reason);
});
