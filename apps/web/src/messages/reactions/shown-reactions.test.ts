import { describe, expect, it } from "vitest";
import { type Reacting, reactionKey, shownReactions } from "./shown-reactions.ts";

const me = 1;
const message = {
  seq: 7,
  reactions: [
    { emoji: "🎉", user_ids: [2, 3] },
    { emoji: "👀", user_ids: [me] },
  ],
};

describe("a message's reactions", () => {
  it("stand in the order in which they came, and say which are one's own", () => {
    expect(shownReactions(message, me, new Map())).toEqual([
      { emoji: "🎉", userIds: [2, 3], isMine: false },
      { emoji: "👀", userIds: [me], isMine: true },
    ]);
  });

  it("count one's own on its way: one more, one fewer, a new one, and the last one gone", () => {
    expect(shown({ "🎉": true })).toEqual(["🎉 2,3,1", "👀 1"]);
    expect(shown({ "👀": false })).toEqual(["🎉 2,3"]);
    expect(shown({ "🌱": true })).toEqual(["🎉 2,3", "👀 1", "🌱 1"]);
    expect(shown({ "🌱": false })).toEqual(["🎉 2,3", "👀 1"]);
  });

  it("count it once where the log has it already", () => {
    expect(shown({ "👀": true })).toEqual(["🎉 2,3", "👀 1"]);
  });

  it("are not moved by what is on its way to another message", () => {
    const reacting: Reacting = new Map([
      [reactionKey(70, "🎉"), { on: true }],
      [reactionKey(77, "🌱"), { on: true }],
    ]);
    expect(shownReactions(message, me, reacting).map(({ userIds }) => userIds)).toEqual([[2, 3], [me]]);
  });

  it("keep their places while one looks at them, and a new one comes at the end", () => {
    expect(shownReactions(message, me, new Map(), ["👀", "🌱", "🎉"]).map(({ emoji }) => emoji)).toEqual(["👀", "🎉"]);
    expect(shownReactions(message, me, new Map(), ["👀"]).map(({ emoji }) => emoji)).toEqual(["👀", "🎉"]);
  });
});

function shown(reacting: Record<string, boolean>): string[] {
  const map = new Map(Object.entries(reacting).map(([emoji, on]) => [reactionKey(message.seq, emoji), { on }]));
  return shownReactions(message, me, map).map(({ emoji, userIds }) => `${emoji} ${userIds.join()}`);
}
