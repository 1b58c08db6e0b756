import { expect, it } from "vitest";
import { mentions } from "./mentions.ts";

it.each(["@ada", "hello @Ada!", "(@ada)", "is it @ada?", "see @ada.", "@ada, @bob", "@ada: look"])(
  "%j names ada",
  (content) => expect(mentions(content, "ada")).toBe(true),
);

it.each(["ada", "@adam", "@ada-2", "@ada_", "@ada.l", "mail@ada", "@@ada", "example.org/@ada", "@ ada"])(
  "%j does not",
  (content) => expect(mentions(content, "ada")).toBe(false),
);

it("takes dots and dashes in a name as they are", () => {
  expect(mentions("@a.d-a", "a.d-a")).toBe(true);
  expect(mentions("@axd-a", "a.d-a")).toBe(false);
});
