import type { PresenceState } from "@hubbub/client";
import { expect, test } from "vitest";
import { toPresenceWords } from "./to-presence-words.ts";

const now = new Date(2026, 11, 30, 13, 0);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

test.each<[PresenceState, string]>([
  [{ state: "online" }, "Online"],
  [{ state: "away" }, "Away"],
  [{ state: "offline" }, "Offline"],
  [{ state: "away", last_seen: at(2026, 11, 30, 11, 40) }, "Away, last here at 11:40"],
  [{ state: "offline", last_seen: at(2026, 11, 29, 11, 40) }, "Last here yesterday, 11:40"],
  [{ state: "offline", last_seen: at(2025, 0, 6, 11, 40) }, "Last here 6 January 2025, 11:40"],
])("who is %j is told as “%s”", (presence, words) => {
  expect(toPresenceWords(presence, now, "en-GB")).toBe(words);
});
