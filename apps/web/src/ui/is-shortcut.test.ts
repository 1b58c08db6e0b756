import { expect, test } from "vitest";
import { isShortcut } from "./is-shortcut.ts";

test.each([
  ["Ctrl and F", { key: "f", code: "KeyF", ctrlKey: true }, true],
  ["Cmd and F", { key: "f", code: "KeyF", metaKey: true }, true],
  ["with the capitals locked", { key: "F", code: "KeyF", ctrlKey: true }, true],
  ["on an Arabic keyboard", { key: "ب", code: "KeyF", ctrlKey: true }, true],
  ["on a keyboard that has F elsewhere", { key: "f", code: "KeyY", ctrlKey: true }, true],
  ["another letter that stands where others have F", { key: "u", code: "KeyF", ctrlKey: true }, false],
  ["F alone", { key: "f", code: "KeyF" }, false],
  ["with AltGr, which is Ctrl and Alt", { key: "f", code: "KeyF", ctrlKey: true, altKey: true }, false],
  ["Ctrl alone", { key: "Control", code: "ControlLeft", ctrlKey: true }, false],
])("%s", (_, pressed, answer) => {
  const event = { ctrlKey: false, metaKey: false, altKey: false, ...pressed } as KeyboardEvent;
  expect(isShortcut(event, "f")).toBe(answer);
});
