import { expect, test } from "vitest";
import { mayCallAll } from "./may-call-all.ts";

const small = { type: "private", member_count: 50 } as const;
const large = { type: "public", member_count: 51 } as const;

test("all of a room may be called by who looks after it, and in a small one by each of its members", () => {
  expect([mayCallAll(small, "member"), mayCallAll(large, "admin"), mayCallAll(large, "owner")]).toEqual([
    true,
    true,
    true,
  ]);
  expect([mayCallAll(large, "member"), mayCallAll(small, undefined)]).toEqual([false, false]);
});

test("nobody calls all of a conversation of two", () => {
  expect(mayCallAll({ type: "direct", member_count: 2 }, "owner")).toBe(false);
});
