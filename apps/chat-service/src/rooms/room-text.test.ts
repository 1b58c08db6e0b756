import { expect, test } from "vitest";
import { assertRoomText, trimRoomName } from "./room-text.ts";

test.each([
  ["", "The name is empty"],
  ["two\nlines", "The name contains control characters"],
  ["\u202eevil", "The name contains control characters"],
  ["\u200b", "The name shows nothing"],
  ["n".repeat(81), "The name is longer than 80 characters"],
])("a room cannot be called %j", (name, message) => {
  expect(() => assertRoomText({ name })).toThrow(
    expect.objectContaining({
      code: "invalid_argument",
      fields: [{ field: "name", code: "invalid_argument", message }],
    }),
  );
});

test.each(["general", "قهوة", "読書会", "r&d <script>", "🚀", "n".repeat(80)])("a room can be called %j", (name) => {
  expect(() => assertRoomText({ name: trimRoomName(` ${name} `) })).not.toThrow();
});

test("everything that is wrong is named at once", () => {
  expect(() => assertRoomText({ name: "", topic: "a\u2028b" })).toThrow(
    expect.objectContaining({
      fields: [expect.objectContaining({ field: "name" }), expect.objectContaining({ field: "topic" })],
    }),
  );
});
