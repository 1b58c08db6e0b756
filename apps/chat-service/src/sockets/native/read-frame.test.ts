import { isErrorCode } from "@hubbub/errors";
import { clientFrames } from "@hubbub/ws-protocol";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { maxFrameDepth, maxFrameValues } from "../../limits.ts";
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

describe("a frame costs its size at most", () => {
  test("what is nested too deep is refused unparsed, and so is what is too wide", () => {
    const parse = vi.spyOn(JSON, "parse");
    const deepest = `{"type":"ping","later":${"[".repeat(maxFrameDepth - 1)}${"]".repeat(maxFrameDepth - 1)}}`;
    expect(readFrame(deepest)).toHaveProperty("command");
    expect(parse).toHaveBeenCalledOnce();
    const deeper = deepest.replace("[", "[[").replace("]", "]]");
    const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`later_${i}`, 1]));
    const wide = (count: number) => JSON.stringify({ type: "ping", ...fields(count - 1) });
    const long = (count: number) => JSON.stringify({ type: "ping", later: Array.from({ length: count }, () => 1) });
    for (const text of [deeper, "[".repeat(65_000), wide(maxFrameValues + 1), long(maxFrameValues - 1), wide(5_500)]) {
      expect(readFrame(text)).toMatchObject({ refused: { code: "invalid_argument" }, bad: true });
    }
    expect(parse).toHaveBeenCalledOnce();
    expect(readFrame(wide(maxFrameValues))).toHaveProperty("command");
    expect(readFrame(long(maxFrameValues - 2))).toHaveProperty("command");
    parse.mockRestore();
  });

  test("the first wrong field alone is named, in the schema's order", () => {
    const frame = { is_typing: "yes", room_id: "x", ref: {}, type: "typing" };
    expect(refusal(readFrame(JSON.stringify(frame)))).toMatchObject({ field: "ref" });
    expect(refusal(readFrame(JSON.stringify({ ...frame, ref: 1 })))).toMatchObject({ field: "room_id" });
    expect(refusal(readFrame(JSON.stringify({ type: "typing", room_id: 1 })))).toMatchObject({ field: "is_typing" });
  });

  test("no item is looked at of a list that is too long", () => {
    const looked = vi.fn<(what: string | symbol) => void>();
    const items = Array.from({ length: 13_000 }, () => "x");
    const list = new Proxy(items, {
      get: (target, key) => {
        if (key !== "length") looked(key);
        return Reflect.get(target, key) as unknown;
      },
    });
    const parse = vi.spyOn(JSON, "parse").mockReturnValue({ type: "send_message", content: "x", attachment_ids: list });
    expect(refusal(readFrame("{}"))).toMatchObject({ field: "attachment_ids" });
    parse.mockRestore();
    expect(looked).not.toHaveBeenCalled();
  });

  test("no field is looked at that the protocol does not know", () => {
    const looked = vi.fn<(what: string | symbol) => void>();
    const later = Object.fromEntries(Array.from({ length: 5_500 }, (_, i) => [`later_${i}`, 1]));
    const frame = new Proxy<Record<string, unknown>>(
      { type: "send_message", content: "x", ...later },
      {
        get: (target, key) => {
          if (String(key).startsWith("later")) looked(key);
          return Reflect.get(target, key) as unknown;
        },
        ownKeys: (target) => {
          looked("all");
          return Reflect.ownKeys(target);
        },
      },
    );
    const parse = vi.spyOn(JSON, "parse").mockReturnValue(frame);
    expect(readFrame("{}")).toHaveProperty("command");
    parse.mockRestore();
    expect(looked).not.toHaveBeenCalled();
  });

  test("a number is made of what a frame of this type has, whatever else it carries", () => {
    expect(readFrame('{"type": "ping", "seq": "many"}')).toHaveProperty("command");
  });
});

test.each(Object.entries(clientFrames))(
  "every field of %s has a sentence that says what it must be",
  (type, schema) => {
    const fields = Object.keys(schema.properties).filter((field) => field !== "type");
    for (const field of fields) {
      // Nothing before it is wrong, for it comes first.
      const good = Object.fromEntries(fields.slice(0, fields.indexOf(field)).map((name) => [name, fitting[name]]));
      const read = readFrame(JSON.stringify({ ...good, type, [field]: null }));
      expect("refused" in read && read.refused.message).toMatch(new RegExp(`^${field} must be [a-z0-9]`));
    }
  },
);

describe("before auth", () => {
  const before = (frame: object) => readFrame(JSON.stringify(frame), { beforeAuth: true });

  test.each([{ type: "auth", token: "t" }, { type: "ping" }])("%j is taken", (frame) => {
    expect(before(frame)).toHaveProperty("command");
  });

  test("any other command is refused as a bad frame, its fields unread", () => {
    expect(before({ type: "join_room", room_id: {}, ref: 5 })).toMatchObject({
      refused: { code: "unauthenticated" },
      echo: { ref: 5 },
      bad: true,
    });
  });

  test("an unknown type, or a wrong field, is a mistake and no bad frame", () => {
    for (const frame of [{ type: "later" }, { type: "auth" }]) {
      expect(before(frame)).toMatchObject({ refused: { code: "invalid_argument" }, bad: false });
    }
  });
});

describe("text by hand (plain=1)", () => {
  test.each(["Hello", "5", "[1]", "{", "[".repeat(30_000)])("%.20j is a message", (text) => {
    expect(readFrame(text, { plain: true })).toMatchObject({ command: { type: "send_message", content: text } });
  });

  test("a JSON object stays a frame", () => {
    expect(readFrame('{"type": "ping"}', { plain: true })).toMatchObject({ command: { type: "ping" } });
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
    [{ type: "history", room_id: 1, around_seq: -1 }, "around_seq"],
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

test.each([0, -1, 1.5, "0", "9007199254740992", 2 ** 53, "-9223372036854775808", "general"])(
  "the room %j is answered with the range of ids",
  (room_id) => {
    const read = readFrame(JSON.stringify({ type: "join_room", room_id }));
    const message = "room_id must be a whole number from 1 to 9007199254740991";
    expect("refused" in read && read.refused.message).toBe(message);
  },
);

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

/** Of fields that more than one frame begins with. */
const fitting: Readonly<Record<string, unknown>> = {
  ref: 1,
  token: "t",
  room_id: 1,
  seq: 1,
  after_seq: 0,
  before_seq: 0,
  epoch: "e",
  limit: 1,
  content: "x",
  client_msg_id: "c",
  reply_to: 1,
  attachment_ids: [],
  emoji: "x",
  on: true,
  is_typing: true,
  to: "ada",
};

function refusal(read: ReadFrame) {
  if ("command" in read) throw new Error("the frame was accepted");
  return { code: read.refused.code, field: read.refused.field };
}
