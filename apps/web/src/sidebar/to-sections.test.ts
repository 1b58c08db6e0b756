import type { MyRoom } from "@hubbub/client";
import { expect, it } from "vitest";
import { toSections } from "./to-sections.ts";

const me = 1;
const asSaid = (_: number, said: string) => said;

it("lists rooms by name with the announcements last, and people apart from them", () => {
  const sections = toSections(
    [
      room(2, "announcement", "announcements"),
      direct(9, "tove"),
      room(5, "private", "hiring"),
      room(4, "public", "design"),
    ],
    me,
    undefined,
    asSaid,
  );
  expect(sections.rooms.map(({ id }) => id)).toEqual([4, 5, 2]);
  expect(sections.directs.map(({ id }) => id)).toEqual([9]);
});

it("lists conversations by the other's name, as it is now", () => {
  const rooms = [direct(9, "tove"), { ...direct(8, "amara"), people: [{ user_id: 6, username: "amara" }] }];
  const order = (nameOf: typeof asSaid) => toSections(rooms, me, undefined, nameOf).directs.map(({ id }) => id);
  expect(order(asSaid)).toEqual([8, 9]);
  expect(order((userId, said) => (userId === 6 ? "Zoe" : said))).toEqual([9, 8]);
});

it("leaves out what another has only opened, until it has a message or is open here", () => {
  const empty = { ...direct(9, "tove"), last_seq: 1, created_by: 7 };
  expect(toSections([empty], me, undefined, asSaid).directs).toEqual([]);
  expect(toSections([empty], me, 9, asSaid).directs).toHaveLength(1);
  expect(toSections([{ ...empty, last_seq: 2 }], me, undefined, asSaid).directs).toHaveLength(1);
  expect(toSections([{ ...empty, created_by: me }], me, undefined, asSaid).directs).toHaveLength(1);
});

function room(id: number, type: MyRoom["type"], name: string): MyRoom {
  const log = { last_seq: 5, last_read_seq: 5, unread_count: 0, mention_count: 0 };
  return { id, type, name, topic: "", created_by: 7, member_count: 2, created_at: "", people: [], ...log };
}

function direct(id: number, peer: string): MyRoom {
  const people = [
    { user_id: me, username: "maren" },
    { user_id: 7, username: peer },
  ];
  return { ...room(id, "direct", ""), people };
}
