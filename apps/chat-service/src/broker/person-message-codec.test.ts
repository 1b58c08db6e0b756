import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PersonPublication } from "./broker.ts";
import { decodePersonPublication, encodePersonPublication } from "./person-message-codec.ts";

const whole = fc.integer({ min: 0, max: 999_999_999_999_999 });
const publications: fc.Arbitrary<PersonPublication> = fc.record({
  userId: whole,
  from: fc.constantFrom("chat-1-6b1e0f0e", "b"),
  roomId: whole,
  to: fc.constantFrom("every_socket" as const, "sockets_not_joined" as const),
  frames: fc.array(fc.json().map((text) => Buffer.from(text))),
  effects: fc.record(
    {
      membership: fc.constantFrom("added" as const, "removed" as const),
      message: fc.record(
        { seq: whole, author: fc.record({ userId: whole, seq: whole }) },
        { requiredKeys: ["seq"], noNullPrototype: true },
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
});

test("what is published for a person arrives as it was sent", () => {
  fc.assert(
    fc.property(publications, (sent) => {
      const got = decodePersonPublication(sent.userId, encodePersonPublication(sent));
      expect(got).toEqual({ ...sent, frames: sent.frames.map((frame) => Buffer.from(frame)) });
    }),
  );
});

test("no bytes make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(["unknown_version", "malformed"]).toContain(decodePersonPublication(1, Buffer.from(bytes)));
    }),
  );
});

test.each([
  ["2 b 7 every_socket 0 - - - -", "unknown_version"],
  ["", "malformed"],
  ["1 b 7 every_socket 1 - - - -", "malformed"],
  ["1 b 7 every_socket 0 - - - -\n{}", "malformed"],
  ["1 b 7 everybody 0 - - - -", "malformed"],
  ["1 b 7 every_socket 0 banned - - -", "malformed"],
  ["1 b 7 every_socket 0 - - 4 -", "malformed"],
  ["1 b 7 every_socket 0 - 3 4 -", "malformed"],
  ["1 b x every_socket 0 - - - -", "malformed"],
])("%j is refused", (message, reason) => {
  expect(decodePersonPublication(1, Buffer.from(message))).toBe(reason);
});
