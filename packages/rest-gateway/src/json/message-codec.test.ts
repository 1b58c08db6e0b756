import { AppError } from "@hubbub/errors";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { Message } from "@hubbub/grpc-api/messages";
import { CreateRoomRequest, MemberRole, Room, RoomType } from "@hubbub/grpc-api/rooms";
import { User } from "@hubbub/grpc-api/users";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDescriptors } from "../routes/read-descriptors.ts";
import { arbitraryMessage } from "../testing/arbitrary-message.ts";
import { FieldProblems } from "./field-problems.ts";
import { type MessageCodec, messageCodecs } from "./message-codec.ts";

const registry = readDescriptors(readDescriptorImage());
const codecOf = messageCodecs();
const hubbubMessages = [...registry].flatMap((type) =>
  type.kind === "message" && type.typeName.startsWith("hubbub.") ? [type] : [],
);
const room: Room = {
  id: 7,
  name: "Tea",
  type: RoomType.ROOM_TYPE_PUBLIC,
  topic: "",
  createdBy: 1,
  lastSeq: 0,
  memberCount: 3,
  createdAt: new Date("2026-01-31T12:00:00.5Z"),
  archivedAt: undefined,
  people: [],
};

describe("encoding", () => {
  test("writes snake_case names, zero values, numbers, lower-case enums and times in milliseconds; leaves out what is unset", () => {
    expect(codec("hubbub.chat.v1.Room").encode(room)).toEqual({
      id: 7,
      name: "Tea",
      type: "public",
      topic: "",
      created_by: 1,
      last_seq: 0,
      member_count: 3,
      created_at: "2026-01-31T12:00:00.500Z",
      people: [],
    });
  });

  test("writes an optional field that is set, even to zero, and a list that is empty", () => {
    const message = { ...Message.fromPartial({ id: "1:2" }), replyTo: 0 };
    expect(codec("hubbub.chat.v1.Message").encode(message)).toMatchObject({ reply_to: 0, reactions: [] });
    const owner = { ...room, role: MemberRole.MEMBER_ROLE_OWNER };
    expect(codec("hubbub.chat.v1.Room").encode(owner)).toMatchObject({ role: "owner" });
  });

  test.each(hubbubMessages)("and decoding give the same $name", (message) => {
    fc.assert(
      fc.property(arbitraryMessage(message), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(codecOf(message).encode(value)));
        expect(decode(codecOf(message), json)).toEqual(value);
      }),
    );
  });

  test.each([
    ["hubbub.chat.v1.Message", Message],
    ["hubbub.chat.v1.Room", Room],
    ["hubbub.chat.v1.CreateRoomRequest", CreateRoomRequest],
    ["hubbub.user.v1.User", User],
  ] as const)("has the shape that ts-proto gives %s", (name, generated) => {
    const message = registry.getMessage(name);
    if (message === undefined) throw new Error(name);
    fc.assert(
      fc.property(arbitraryMessage(message), (value) => {
        const overTheWire = generated.decode(generated.encode(value as never).finish());
        expect({ ...overTheWire }).toEqual(value);
      }),
    );
  });
});

describe("decoding", () => {
  test("gives an absent field its zero value, or undefined where the proto says optional", () => {
    expect(decode(codec("hubbub.chat.v1.SendMessageRequest"), {})).toEqual({
      roomId: 0,
      content: "",
      clientMsgId: "",
      replyTo: undefined,
      threadSeq: undefined,
      inRoom: undefined,
      attachmentIds: [],
    });
    expect(decode(codec("hubbub.chat.v1.SendMessageRequest"), { content: null })).toMatchObject({ content: "" });
  });

  test.each([
    ["12", 12],
    [12, 12],
    [1e3, 1000],
    ["-0", 0],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("takes %j for an id", (json, id) => {
    expect(decode(codec("hubbub.chat.v1.GetRoomRequest"), { id: json })).toEqual({ id });
  });

  test.each(["abc", "", " 1", "1.0", "0x10", "1e3", "007", "9007199254740993", 2 ** 53, 1.5, true, {}, [1]])(
    "refuses %j for an id, naming it",
    (json) => {
      expect(wrongFields(codec("hubbub.chat.v1.GetRoomRequest"), { id: json })).toEqual(["id"]);
    },
  );

  test("keeps an int32 within its range", () => {
    const list = codec("hubbub.chat.v1.ListRoomsRequest");
    expect(wrongFields(list, { page_size: 2 ** 31 })).toEqual(["page_size"]);
    expect(decode(list, { page_size: -1 })).toMatchObject({ pageSize: -1 });
  });

  test.each([1, null, "a\u0000b", "\ud800", "x\udc00y", ["x"]])("refuses %j for text in a list", (text) => {
    expect(wrongFields(codec("hubbub.user.v1.BatchGetUsersRequest"), { usernames: ["ok", text] })).toEqual([
      "usernames.1",
    ]);
  });

  test("keeps any well-formed text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (content) => {
        fc.pre(content.isWellFormed() && !content.includes("\u0000"));
        expect(decode(codec("hubbub.chat.v1.SendMessageRequest"), { content })).toMatchObject({ content });
      }),
    );
  });

  test.each(["PUBLIC", "ROOM_TYPE_PUBLIC", "secret", "unspecified", 1, "", "constructor", "__proto__"])(
    "refuses %j for a room's type and says what there is",
    (type) => {
      const refused = refusal(codec("hubbub.chat.v1.CreateRoomRequest"), { type });
      expect(refused.fields[0]?.message).toBe("type must be one of public, private, direct, announcement");
    },
  );

  test.each(["yesterday", "2026-13-01T00:00:00Z", "2026-01-01", 1767225600, "2026-01-01T00:00:00"])(
    "refuses %j for a time",
    (time) => {
      expect(wrongFields(codec("hubbub.user.v1.User"), { created_at: time })).toEqual(["created_at"]);
    },
  );

  test("names every wrong and every unknown field at once, nested ones with their place", () => {
    const json = { id: 1, reactions: [{ emoji: "x" }, { emoji: 2, who: 1 }], seq: "x", content: false };
    expect(wrongFields(codec("hubbub.chat.v1.Message"), json).toSorted()).toEqual([
      "content",
      "id",
      "reactions.1.emoji",
      "reactions.1.who",
      "seq",
    ]);
  });

  test("refuses __proto__ and what every object inherits like any unknown field", () => {
    const json: unknown = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "toString": 1, "name": "x"}');
    const fields = wrongFields(codec("hubbub.chat.v1.CreateRoomRequest"), json);
    expect(fields).toEqual(["__proto__", "constructor", "toString"]);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  test("names no more fields than an answer can bear", () => {
    const json = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field_${at}`, 1]));
    expect(wrongFields(codec("hubbub.chat.v1.CreateRoomRequest"), json)).toHaveLength(10);
  });

  test("stops at the last problem that an answer names: what follows in a list or an object is not looked at", () => {
    let looks = 0;
    const counting = <Value extends object>(value: Value) =>
      new Proxy(value, {
        get: (target, key) => ((looks += 1), Reflect.get(target, key) as unknown),
        getOwnPropertyDescriptor: (target, key) => ((looks += 1), Reflect.getOwnPropertyDescriptor(target, key)),
      });
    const list = counting(Array.from({ length: 1_000 }, () => "x"));
    expect(wrongFields(codec("hubbub.user.v1.BatchGetUsersRequest"), { ids: list })).toHaveLength(10);
    const unknown = counting(Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`field_${at}`, 1])));
    expect(wrongFields(codec("hubbub.chat.v1.CreateRoomRequest"), unknown)).toHaveLength(10);
    expect(looks).toBeLessThan(60);
  });

  test("never throws anything but the catalogue's error, whatever the JSON", () => {
    fc.assert(
      fc.property(fc.constantFrom(...hubbubMessages), fc.jsonValue(), (message, json) => {
        const outcome = attempt(() => decode(codecOf(message), json));
        expect(outcome instanceof AppError ? outcome.code : outcome).toBeOneOf(["invalid_argument", "decoded"]);
      }),
    );
  });
});

function codec(name: string): MessageCodec {
  const message = registry.getMessage(name);
  if (message === undefined) throw new Error(name);
  return codecOf(message);
}

function decode(codec: MessageCodec, json: unknown): unknown {
  const problems = new FieldProblems();
  const value = codec.decode(json, { field: "", problems });
  problems.throwIfAny();
  return value;
}

function refusal(codec: MessageCodec, json: unknown): AppError {
  const outcome = attempt(() => decode(codec, json));
  if (outcome instanceof AppError) return outcome;
  throw new Error("expected a refusal", { cause: outcome });
}

function attempt(work: () => unknown): unknown {
  try {
    work();
    return "decoded";
  } catch (error) {
    return error;
  }
}

function wrongFields(codec: MessageCodec, json: unknown): string[] {
  return refusal(codec, json).fields.map(({ field }) => field);
}
