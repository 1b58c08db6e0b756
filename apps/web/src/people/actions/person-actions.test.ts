import { expect, test } from "vitest";
import { personActions, type Situation } from "./person-actions.ts";

const member = { role: "member", isMuted: false, isBanned: false } as const;
const situation: Situation = {
  room: { type: "public" },
  isMe: false,
  ownRole: "member",
  isBlocked: false,
  mayWrite: true,
  standing: undefined,
};

function offered(change: Partial<Situation>): string {
  return personActions({ ...situation, ...change })
    .map((group) => group.join(" "))
    .join(" | ");
}

test.each<[string, Partial<Situation>, string]>([
  ["a member to a member", { standing: member }, "message mention | block"],
  ["a member who is muted", { mayWrite: false }, "message | block"],
  ["somebody who blocked them", { isBlocked: true }, "mention | unblock"],
  ["in their direct room", { room: { type: "direct" } }, "block"],
  [
    "in the announcements",
    { room: { type: "announcement" }, ownRole: "owner", standing: member, mayWrite: false },
    "message | block",
  ],
  ["an admin to a member", { ownRole: "admin", standing: member }, "message mention | block | mute remove ban"],
  [
    "an admin to one who is muted",
    { ownRole: "admin", standing: { ...member, isMuted: true } },
    "message mention | block | unmute remove ban",
  ],
  ["an admin to an admin", { ownRole: "admin", standing: { ...member, role: "admin" } }, "message mention | block"],
  ["an admin, before it is known what they are", { ownRole: "admin" }, "message mention | block"],
  [
    "an admin to a stranger",
    { ownRole: "admin", standing: { ...member, role: undefined } },
    "message mention | block | ban",
  ],
  [
    "an admin to one who is banned",
    { ownRole: "admin", standing: { role: undefined, isMuted: false, isBanned: true } },
    "message mention | block | unban",
  ],
  [
    "an owner to an admin",
    { ownRole: "owner", standing: { ...member, role: "admin" } },
    "message mention | block | mute remove ban | owner member",
  ],
  [
    "an owner in an archived room",
    {
      ownRole: "owner",
      standing: member,
      mayWrite: false,
      room: { type: "public", archived_at: "2026-01-01T00:00:00Z" },
    },
    "message | block",
  ],
  ["an owner to oneself", { isMe: true, ownRole: "owner", standing: { ...member, role: "owner" } }, "admin member"],
  ["a server admin to oneself, a member", { isMe: true, ownRole: "owner", standing: member }, ""],
  ["a member to oneself", { isMe: true, standing: member }, ""],
])("%s may do what they may", (_, change, actions) => {
  expect(offered(change)).toBe(actions);
});
