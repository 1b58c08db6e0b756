import { describe, expect, it } from "vitest";
import { loadEmoji } from "../../emoji/load-emoji.ts";
import { findEmoji } from "./find-emoji.ts";

const all = await loadEmoji("en");
const found = (wanted: string, recent: readonly string[] = []) =>
  findEmoji(all, wanted, recent)
    .slice(0, 6)
    .map(({ emoji, name }) => `${emoji.emoji} ${name}`);

describe("emoji by their names", () => {
  it("are first the one that is called so", () => {
    expect(found("tada")[0]).toBe("🎉 tada");
    expect(found("+1")[0]).toBe("👍 +1");
    expect(found("TADA")[0]).toBe("🎉 tada");
  });

  it("are then those whose name begins so, and those in whose name a word does", () => {
    const hearts = findEmoji(all, "heart", []).map(({ name }) => name);
    expect(hearts[0]).toBe("heart");
    expect(found("hear")[0]).toMatch(/ heart$/);
    expect(hearts.indexOf("heart_eyes")).toBeLessThan(hearts.indexOf("blue_heart"));
  });

  it("are found by their other words as well", () => {
    expect(findEmoji(all, "celebr", []).map(({ name }) => name)).toContain("tada");
  });

  it("are first those that were used last, where they are found alike", () => {
    expect(found("heart_", ["💟", "💓"])[0]).toBe("💟 heart_decoration");
  });

  it("are none where nothing is called so", () => {
    expect(found("xqz")).toEqual([]);
  });
});

it("are found by the words of the page's language", async () => {
  const german = findEmoji(await loadEmoji("de"), "konfetti", []).map(({ name }) => name);
  expect(german).toContain("tada");
});
