import { expect, test } from "vitest";
import { directionOf } from "./direction-of.ts";

test.each([
  ["hello", "ltr"],
  ["- ملاحظات 3.2", "rtl"],
  ["**שלום** hello", "rtl"],
  ["3.2 こんにちは", "ltr"],
  ["123 😀", undefined],
])("%j runs %s", (text, direction) => expect(directionOf(text)).toBe(direction));
