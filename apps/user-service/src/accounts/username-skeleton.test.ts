import { expect, test } from "vitest";
import { toUsernameSkeleton } from "./username-skeleton.ts";

test.each([
  ["ada", "Ada"],
  ["ada", "аdа"],
  ["ada", "АDА"],
  ["ada", "ａｄａ"],
  ["ada", "𝐚𝒅𝖆"],
  ["ada", " ada\u00a0"],
  ["ada", "a\u200ada\u3000"],
  ["ada", "a\u200bd\u2060a"],
  ["ada", "\u3164ada\ufe0f"],
  ["ada", "ada\u{1d159}"],
  ["ada", "a\u034fda"],
  ["ada", "\u0085ada"],
  ["strasse", "Straße"],
  ["strasse", "STRAẞE"],
  ["alice", "aIice"],
  ["alice", "Al1ce"],
  ["alice", "A|ice"],
  ["Ivan", "lvan"],
  ["bob", "b0b"],
  ["mia", "rnia"],
  ["helen", "ΗΕLΕΝ"],
  ["paypal", "рауРаl"],
  ["dotted", "dotted"],
  ["iris", "İrıs"],
  ["a.b-c", "a․b‑c"],
])("beside the username %s, %s looks the same", (username, shown) => {
  expect(toUsernameSkeleton(shown)).toBe(toUsernameSkeleton(username));
});

test.each([
  ["ada", "Ada L."],
  ["johnsmith", "John Smith"],
  ["ada", "a\u00a0da"],
  ["ada", "Áda"],
  ["zoe", "Zoë"],
  ["ada", "أدا"],
  ["ada", "adda"],
  ["bob", "Rob"],
  ["ada_l", "adal"],
])("beside the username %s, %s looks different", (username, shown) => {
  expect(toUsernameSkeleton(shown)).not.toBe(toUsernameSkeleton(username));
});
