import type { MyRoom, User } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { expect, it } from "vitest";
import type { FindChoice } from "./find-choice.ts";
import { toFindChoices } from "./to-find-choices.ts";

const me = 1;
const nothing = { rooms: [], users: [] };

it("offers one's rooms first, then people, then rooms to join, then a new room", () => {
  const choices = toFindChoices("to", me, [mine(4, "tools")], {
    users: [user(7, "tove")],
    rooms: [room(5, "top-secret")],
  });
  expect(choices.map(keyOf)).toEqual(["mine 4", "person 7", "other 5", "create to"]);
});

it("finds conversations by the other's name, and such a person only once", () => {
  const choices = toFindChoices("tov", me, [direct(9, 7, "tove")], { rooms: [], users: [user(7, "tove")] });
  expect(choices.map(keyOf)).toEqual(["mine 9", "create tov"]);
});

it("finds conversations by both names of the other", () => {
  const nameOf = (userId: number, said: string) => (userId === 7 ? "Tove Holm" : said);
  for (const query of ["holm", "t.h", "tove"]) {
    const choices = toFindChoices(query, me, [direct(9, 7, "t.holm")], nothing, nameOf);
    expect(choices.map(keyOf)[0], query).toBe("mine 9");
  }
});

it("puts what begins with the query before what only contains it", () => {
  const choices = toFindChoices("des", me, [mine(4, "big-desk"), mine(5, "design")], nothing);
  expect(choices.map(keyOf).slice(0, 2)).toEqual(["mine 5", "mine 4"]);
});

it("offers no new room of a name that is taken", () => {
  expect(toFindChoices("Design", me, [mine(5, "design")], nothing).map(keyOf)).toEqual(["mine 5"]);
});

it("finds a room, and no new one, by whatever the server takes for its name", () => {
  expect(toFindChoices("STRASSE", me, [mine(5, "Stra\u00dfe")], nothing).map(keyOf)).toEqual(["mine 5"]);
  expect(toFindChoices("Pay\u200broll", me, [mine(5, "Payroll")], nothing).map(keyOf)).toEqual(["mine 5"]);
});

function keyOf(choice: FindChoice): string {
  switch (choice.kind) {
    case "create":
      return `create ${choice.name}`;
    case "person":
      return `person ${choice.user.id}`;
    case "mine":
    case "other":
      return `${choice.kind} ${choice.room.id}`;
  }
}

function room(id: number, name: string): Room {
  const about = { topic: "", created_by: 7, last_seq: 5, member_count: 2, created_at: "" };
  return { id, type: "public", name, people: [], ...about };
}

function mine(id: number, name: string): MyRoom {
  return { ...room(id, name), last_read_seq: 5, unread_count: 0, mention_count: 0 };
}

function direct(id: number, peerId: number, peer: string): MyRoom {
  const people = [
    { user_id: me, username: "maren" },
    { user_id: peerId, username: peer },
  ];
  return { ...mine(id, ""), type: "direct", people };
}

function user(id: number, username: string): User {
  return { id, username, display_name: "", created_at: "", admin: false, disabled: false };
}
