import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEffects } from "../room-log/events/log-effects.ts";
import type { RoomPublication, RoomSignal } from "./broker.ts";
import { decodeRoomMessage, encodePublication, encodeSignal } from "./room-message-codec.ts";

const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const word = fc.stringMatching(/^[0-9a-f-]{1,40}$/).filter((text) => text !== "-");
const frame = fc.json().map((text) => Buffer.from(text));
const effects: fc.Arbitrary<LogEffects> = fc.record(
  {
    added: fc.array(whole),
    removals: fc.array(fc.record({ seq: whole, userId: whole })),
    deleted: fc.array(whole),
    archived: fc.constant(true as const),
  },
  { requiredKeys: [] },
);
const publication: fc.Arbitrary<RoomPublication> = fc.record({
  roomId: whole,
  epoch: word,
  firstSeq: whole,
  frames: fc.array(frame, { minLength: 1, maxLength: 20 }),
  receivedUs: whole,
  publishedUs: whole,
  trace: fc.oneof(fc.constant(""), word),
  effects,
});
const signal: fc.Arbitrary<RoomSignal> = fc.record(
  {
    roomId: whole,
    from: word,
    exceptUserId: whole,
    kind: fc.oneof(fc.constantFrom("typing", "presence", "receipt"), fc.stringMatching(/^[a-z_]{1,32}$/)),
    payload: fc.json(),
  },
  { requiredKeys: ["roomId", "from", "kind", "payload"] },
);

describe("the message of a room's channel", () => {
  test("a publication arrives as it was sent", () => {
    fc.assert(
      fc.property(publication, (sent) => {
        const decoded = decodeRoomMessage(sent.roomId, encodePublication(sent));
        expect(decoded).toEqual({
          type: "publication",
          publication: { ...sent, effects: { ...sent.effects } },
        });
      }),
    );
  });

  test("a signal arrives as it was sent", () => {
    fc.assert(
      fc.property(signal, (sent) => {
        expect(decodeRoomMessage(sent.roomId, encodeSignal(sent))).toEqual({ type: "signal", signal: { ...sent } });
      }),
    );
  });

  test("frames are views of the message, not copies", () => {
    fc.assert(
      fc.property(publication, (sent) => {
        const message = encodePublication(sent);
        const decoded = decodeRoomMessage(sent.roomId, message);
        if (decoded.type !== "publication") throw new Error(decoded.type);
        expect(decoded.publication.frames.every((view) => view.buffer === message.buffer)).toBe(true);
      }),
    );
  });

  test("a message cut anywhere is malformed or a shorter last frame, and never throws", () => {
    fc.assert(
      fc.property(publication, fc.nat(), (sent, at) => {
        const message = encodePublication(sent);
        const cut = message.subarray(0, at % message.length);
        const decoded = decodeRoomMessage(sent.roomId, cut);
        const frames = decoded.type === "publication" ? decoded.publication.frames.length : decoded.type;
        expect([sent.frames.length, "malformed"]).toContain(frames);
      }),
    );
  });

  test("any bytes at all are decoded without a throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { type } = decodeRoomMessage(1, Buffer.from(bytes));
        expect(["publication", "signal", "unknown_version", "malformed"]).toContain(type);
      }),
    );
  });

  test.each([
    ["a later version", "2 whatever comes\n{}", "unknown_version"],
    ["a later signal", "s2 whatever\n{}", "unknown_version"],
    ["no header", "{}", "malformed"],
    ["an empty message", "", "malformed"],
    ["a missing field", "1 epoch 1 1 1 1 -\n{}", "malformed"],
    ["a field too many", "1 epoch 1 1 1 1 - - -\n{}", "malformed"],
    ["a seq that is no number", "1 epoch x 1 1 1 - -\n{}", "malformed"],
    ["fewer frames than counted", "1 epoch 1 2 1 1 - -\n{}", "malformed"],
    ["more frames than counted", "1 epoch 1 1 1 1 - -\n{}\n{}", "malformed"],
    ["no frame", "1 epoch 1 0 1 1 - -\n", "malformed"],
    ["an enormous count", "1 epoch 1 9007199254740991 1 1 - -\n{}", "malformed"],
    ["effects that are no object", "1 epoch 1 1 1 1 - [1]x\n{}", "malformed"],
    ["effects of another shape", '1 epoch 1 1 1 1 - {"added":["1"]}\n{}', "malformed"],
    ["a signal of a kind that is no word", "s1 boot - Dance!\n{}", "malformed"],
    ["a signal of too long a kind", `s1 boot - ${"d".repeat(33)}\n{}`, "malformed"],
    ["a signal for nobody", "s1 boot x typing\n{}", "malformed"],
  ])("%s is refused", (_name, message, type) => {
    expect(decodeRoomMessage(1, Buffer.from(message))).toEqual({ type });
  });
});
