import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadEmoji } from "../../emoji/load-emoji.ts";
import { mostWritten } from "../../emoji/most-written.ts";
import { FakeStorage } from "../../storage/testing/fake-storage.ts";
import { usedEmoji } from "../../storage/used-emoji.ts";
import { findEmoji } from "./find-emoji.ts";

const all = await loadEmoji("en");
const found = (wanted: string, familiar: readonly string[] = []) =>
  findEmoji(all, wanted, familiar)
    .slice(0, 6)
    .map(({ emoji, name }) => `${emoji.emoji} ${name}`);

beforeEach(() => void vi.stubGlobal("localStorage", new FakeStorage()));
afterEach(() => void vi.unstubAllGlobals());

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

  it.each([
    ["he", "❤️ heart"],
    ["th", "👍 thumbsup"],
    ["sm", "😄 smile"],
    ["la", "😆 laughing"],
    ["pa", "🥳 partying_face"],
    ["jo", "😂 joy"],
    ["cla", "👏 clap"],
    ["ey", "👀 eyes"],
    ["fi", "🔥 fire"],
    ["ta", "🎉 tada"],
    ["wa", "👋 wave"],
    ["pr", "🙏 pray"],
    ["sk", "💀 skull"],
  ])("are for %j first what most people mean by it, %j", (wanted, first) => {
    expect(found(wanted, usedEmoji.familiar(1))[0]).toBe(first);
  });

  it("are before these those that one has used", () => {
    usedEmoji.add(1, "🤔");
    usedEmoji.add(1, "🌿");
    expect([found("th", usedEmoji.familiar(1))[0], found("he", usedEmoji.familiar(1))[0]]).toEqual([
      "🤔 thinking",
      "🌿 herb",
    ]);
  });

  it("are none where nothing is called so", () => {
    expect(found("xqz")).toEqual([]);
  });
});

it("are found by the words of the page's language", async () => {
  const german = findEmoji(await loadEmoji("de"), "konfetti", []).map(({ name }) => name);
  expect(german).toContain("tada");
});

it("are all known of those that most people write", () => {
  expect(all.filter(({ isUsual }) => isUsual)).toHaveLength(mostWritten.size);
  expect(mostWritten.size).toBe(100);
});
