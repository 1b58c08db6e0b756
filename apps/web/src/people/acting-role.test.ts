import { expect, test } from "vitest";
import { actingRole } from "./acting-role.ts";

test.each([
  ["public", "member", true, "owner"],
  ["announcement", undefined, true, "owner"],
  ["direct", "member", true, "member"],
  ["public", "admin", false, "admin"],
  ["public", undefined, false, undefined],
] as const)("in a %s room with the role %s, server admin: %s, one acts as %s", (type, role, isServerAdmin, acts) => {
  expect(actingRole({ type }, role, isServerAdmin)).toBe(acts);
});
