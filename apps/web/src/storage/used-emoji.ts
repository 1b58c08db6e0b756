import { localSetting } from "./local-setting.ts";

/** Offered to who has used fewer. */
const common = ["👍", "❤️", "😂", "🎉", "😮", "👀"];
const mostKept = 48;

interface Used {
  readonly emoji: string;
  readonly count: number;
}

/** Which emoji a person uses in this browser. */
export const usedEmoji = {
  add(userId: number, emoji: string): void {
    const all = read(userId);
    const count = (all.find((used) => used.emoji === emoji)?.count ?? 0) + 1;
    const others = all.filter((used) => used.emoji !== emoji);
    setting(userId).write(JSON.stringify([{ emoji, count }, ...others].slice(0, mostKept)));
  },
  /** The latest first. */
  recent(userId: number): readonly string[] {
    return read(userId).map(({ emoji }) => emoji);
  },
  /** The latest first, and what most people use after them. */
  familiar(userId: number): readonly string[] {
    return [...new Set([...usedEmoji.recent(userId), ...common])];
  },
  /** The most used first, and what most people use after them. */
  most(userId: number, count = common.length): readonly string[] {
    const used = read(userId)
      .filter((one) => one.count > 1)
      .toSorted((one, other) => other.count - one.count)
      .map(({ emoji }) => emoji);
    return [...new Set([...used, ...common])].slice(0, count);
  },
};

function setting(userId: number) {
  return localSetting(`emoji.${userId}`);
}

function read(userId: number): readonly Used[] {
  try {
    const kept: unknown = JSON.parse(setting(userId).read() ?? "[]");
    return Array.isArray(kept) ? kept.filter(isUsed) : [];
  } catch {
    return [];
  }
}

function isUsed(value: unknown): value is Used {
  if (typeof value !== "object" || value === null || !("emoji" in value) || !("count" in value)) return false;
  return typeof value.emoji === "string" && typeof value.count === "number";
}
