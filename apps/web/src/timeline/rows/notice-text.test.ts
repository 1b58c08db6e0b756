import { describe, expect, it } from "vitest";
import { namedBy, noticeText } from "./notice-text.ts";
import { areToldTogether } from "./told-together.ts";

const asSaid = (_: number, said: string) => said;
const nameOf = (userId: number, said: string) => (userId === 2 ? "user-2" : said);
const base = { room_id: 7, seq: 1, created_at: "2026-01-01T00:00:00.000Z" };

describe("what is said of changes to a room", () => {
  it.each([
    [[added(5, 5)], "user-5 joined"],
    [[added(1, 1)], "You joined"],
    [[added(5, 2)], "user-2 added user-5"],
    [[added(1, 2)], "user-2 added you"],
    [[added(5, 2), added(6, 2)], "user-2 added user-5 and user-6"],
    [[added(5, 5), added(6, 6)], "user-5 and user-6 joined"],
    [[2, 3, 4, 5, 6].map((id) => added(id, id)), "user-2, user-3, user-4 and 2 others joined"],
    [[removed(5, "left")], "user-5 left"],
    [[removed(5, "removed")], "user-2 removed user-5"],
    [[removed(1, "removed")], "user-2 removed you"],
    [[removed(5, "banned"), removed(6, "banned")], "user-2 banned user-5 and user-6"],
    [[updated(5, { banned: true })], "user-2 banned user-5"],
    [[updated(5, { banned: false })], "user-2 unbanned user-5"],
    [[updated(1, { muted_until: "9999-12-31T23:59:59.999Z" })], "user-2 muted you"],
    [[updated(5, {})], "user-2 unmuted user-5"],
    [[changed({ topic: "ships on Thursday" })], "user-2 set the topic to “ships on Thursday”"],
    [[changed({ name: "release", topic: "" })], "user-2 renamed the room to release and removed the topic"],
    [[changed({ member: { user_id: 1, username: "user-1", role: "admin" } })], "user-2 made you an admin"],
    [[changed({})], "user-2 changed the room"],
    [[pinned(2, true)], "user-2 pinned a message"],
    [[pinned(1, false)], "You unpinned a message"],
  ])("%#: says it in a sentence", (notices, sentence) => {
    expect(noticeText(notices, 1, nameOf)).toBe(sentence);
  });

  it("says of oneself that one did it", () => {
    expect(noticeText([removed(5, "removed")], 2, nameOf)).toBe("You removed user-5");
    expect(noticeText([added(5, 2)], 2, nameOf)).toBe("You added user-5");
  });

  it("says what was done until it is known by whom", () => {
    expect(noticeText([removed(5, "removed")], 1, asSaid)).toBe("user-5 was removed");
    expect(noticeText([added(1, 2)], 1, asSaid)).toBe("You were added");
    expect(noticeText([updated(1, {})], 1, asSaid)).toBe("You were unmuted");
  });

  it("calls people by their newest names, and names two of one name", () => {
    const robin = (userId: number, said: string) => (userId === 2 || userId > 5 ? "Robin" : said);
    expect(noticeText([removed(6, "removed")], 1, robin)).toBe("Robin removed Robin");
    expect(noticeText([added(6, 6), added(7, 7)], 1, robin)).toBe("Robin and Robin joined");
    expect(noticeText([changed({ name: "release" })], 1, robin)).toBe("Robin renamed the room to release");
  });

  it("needs the names of its actor, and of as many as it names", () => {
    expect(namedBy([pinned(2, true)])).toEqual([2]);
    expect(namedBy([added(5, 2), added(6, 2)])).toEqual([2, 5, 6]);
    expect(namedBy([2, 3, 4, 5, 6].map((id) => added(id, id)))).toEqual([2, 2, 3, 4, 5]);
    expect(namedBy([changed({ member: { user_id: 9, username: "user-9", role: "admin" } })])).toEqual([2, 9]);
  });

  it("tells in one line what one hand did, and in another what people did themselves", () => {
    expect(areToldTogether(added(5, 2), added(6, 2))).toBe(true);
    expect(areToldTogether(added(5, 5), added(6, 6))).toBe(true);
    expect(areToldTogether(added(5, 5), added(6, 2))).toBe(false);
    expect(areToldTogether(added(5, 3), added(6, 2))).toBe(false);
    expect(areToldTogether(removed(5, "removed"), removed(6, "banned"))).toBe(false);
    expect(areToldTogether(pinned(5, true), pinned(5, true))).toBe(false);
    expect(areToldTogether(updated(5, {}), updated(6, {}))).toBe(false);
  });
});

function added(id: number, actor_id: number) {
  const users = [{ user_id: id, username: `user-${id}`, role: "member" as const }];
  return { ...base, type: "member_added" as const, actor_id, users };
}

function updated(user_id: number, what: { muted_until?: string; banned?: boolean }) {
  return { ...base, type: "member_updated" as const, actor_id: 2, user_id, username: `user-${user_id}`, ...what };
}

function pinned(user_id: number, on: boolean) {
  return { ...base, type: "message_pinned" as const, target_seq: 3, user_id, username: `user-${user_id}`, on };
}

function removed(id: number, reason: "left" | "removed" | "banned") {
  const users = [{ user_id: id, username: `user-${id}` }];
  return { ...base, type: "member_removed" as const, actor_id: reason === "left" ? id : 2, users, reason };
}

function changed(change: {
  name?: string;
  topic?: string;
  member?: { user_id: number; username: string; role: "admin" };
}) {
  return { ...base, type: "room_updated" as const, actor_id: 2, username: "user-2", ...change };
}
