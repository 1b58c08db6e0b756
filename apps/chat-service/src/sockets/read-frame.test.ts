import { isErrorCode } from "@hubbub/errors";
import { clientFrames } from "@hubbub/ws-protocol";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReadFrame, readFrame } from "./read-frame.ts";

describe("what is not a frame", () => {
  test.each(["", "{", "nonsense", "[]", "1", '"auth"', "null", "[".repeat(30_000)])("%.20j is refused", (text) => {
    expect(refusal(readFrame(text))).toEqual({ code: "invalid_argument", field: undefined });
  });

  test.each([undefined, null, 5, "", "nope", "__proto__", "constructor", "toString", "hasOwnProperty"])(
    "the type %j is refused, and the field named",
    (type) => {
      expect(refusal(readFrame(JSON.stringify({ type })))).toEqual({ code: "invalid_argument", field: "type" });
    },
  );

  test("a type inherited through __proto__ is none", () => {
    expect(refusal(readFrame('{"__proto__": {"type": "ping"}}'))).toMatchObject({ field: "type" });
  });
});

describe("a wrong field is named", () => {
  test.each([
    [{ type: "join_room" }, "room_id"],
    [{ type: "join_room", room_id: "general" }, "room_id"],
    [{ type: "join_room", room_id: 0 }, "room_id"],
    [{ type: "join_room", room_id: -1 }, "room_id"],
    [{ type: "join_room", room_id: 1.5 }, "room_id"],
    [{ type: "join_room", room_id: "9999999999999999" }, "room_id"],
    [{ type: "join_room", room_id: 1e300 }, "room_id"],
    [{ type: "join_room", room_id: "1; DROP TABLE rooms" }, "room_id"],
    [{ type: "join_room", room_id: 1, limit: -1 }, "limit"],
    [{ type: "join_room", room_id: 1, limit: 1_000_000_000 }, "limit"],
    [{ type: "join_room", room_id: 1, after_seq: -1 }, "after_seq"],
    [{ type: "history", room_id: 1, before_seq: [] }, "before_seq"],
    [{ type: "auth" }, "token"],
    [{ type: "auth", token: "x".repeat(5000) }, "token"],
    [{ type: "send_message", room_id: 1 }, "content"],
    [{ type: "send_message", room_id: 1, content: 5 }, "content"],
    [{ type: "send_message", room_id: 1, content: { text: "hi" } }, "content"],
    [{ type: "send_message", content: "hi", client_msg_id: "" }, "client_msg_id"],
    [{ type: "send_message", content: "hi", client_msg_id: 5 }, "client_msg_id"],
    [{ type: "send_message", content: "hi", client_msg_id: "é".repeat(33) }, "client_msg_id"],
    [{ type: "send_message", content: "hi", client_msg_id: "a\u0000b" }, "client_msg_id"],
    [{ type: "send_message", content: "hi", client_msg_id: "\ud800" }, "client_msg_id"],
    [{ type: "typing", is_typing: "yes" }, "is_typing"],
    [{ type: "ping", ref: "" }, "ref"],
    [{ type: "ping", ref: "x".repeat(65) }, "ref"],
    [{ type: "ping", ref: "é".repeat(33) }, "ref"],
    [{ type: "ping", ref: {} }, "ref"],
  ])("%j", (frame, field) => {
    expect(refusal(readFrame(JSON.stringify(frame)))).toEqual({ code: "invalid_argument", field });
  });
});

test("ids as text become numbers", () => {
  const read = readFrame('{"type": "join_room", "room_id": "12", "after_seq": "0"}');
  expect(read).toMatchObject({ command: { type: "join_room", room_id: 12, after_seq: 0 } });
});

test("what can be repeated is, though the frame is wrong", () => {
  const text = JSON.stringify({ type: "send_message", ref: 7, client_msg_id: "mine", content: false });
  expect(readFrame(text).echo).toEqual({ ref: 7, clientMsgId: "mine" });
});

test("a ref too large for a number is refused and not repeated", () => {
  const read = readFrame('{"type": "ping", "ref": 1e400}');
  expect(refusal(read)).toEqual({ code: "invalid_argument", field: "ref" });
  expect(read.echo).toEqual({});
});

test("fields that are not known are ignored", () => {
  expect(readFrame('{"type": "ping", "later": true}')).toHaveProperty("command");
});

test("any JSON is either a command or an error of the catalogue", () => {
  const frameLike = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...Object.keys(clientFrames)), fc.string()),
      ref: fc.jsonValue(),
      room_id: fc.jsonValue(),
      content: fc.jsonValue(),
      client_msg_id: fc.jsonValue(),
      token: fc.jsonValue(),
      seq: fc.jsonValue(),
      limit: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    frameLike.map((frame) => JSON.stringify(frame)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const read = readFrame(text);
      const fits = "command" in read ? Object.hasOwn(clientFrames, read.command.type) : isErrorCode(read.refused.code);
      expect(fits).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

function refusal(read: ReadFrame) {
  if ("command" in read) throw new Error("the frame was accepted");
  return { code: read.refused.code, field: read.refused.field };
}
