import { expect, test } from "vitest";
import { roomSuggestions } from "./room-suggestions.ts";

const words = (name: string) =>
  roomSuggestions({ member_count: 12 }, name).map((one) => (one.kind === "room" ? one.word : one.kind));

test.each([
  ["", ["room", "here"]],
  ["r", ["room"]],
  ["Channel", ["room"]],
  ["every", ["room"]],
  ["al", ["room"]],
  ["her", ["here"]],
  ["roomy", []],
])("what begins with @%s and calls all of a room", (name, offered) => {
  expect(words(name)).toEqual(offered);
});
