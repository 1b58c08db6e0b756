import type { Member } from "@hubbub/client";
import { expect, test } from "vitest";
import { keepInPlace, toPeople } from "./to-people.ts";

const member = (user_id: number, username: string): Member => ({
  user_id,
  username,
  role: "member",
  joined_at: "2026-01-01T00:00:00.000Z",
});
const members = [member(1, "ada"), member(2, "ben"), member(3, "cleo")];
const present = (...ids: number[]) => members.filter(({ user_id }) => ids.includes(user_id));
const asSaid = (_: number, said: string) => said;
const names = ({ here, others }: ReturnType<typeof toPeople>) =>
  [here, others].map((list) => list.map(({ name }) => name));

test("who is here comes first, each list by name", () => {
  expect(names(toPeople(present(3, 1), members, asSaid))).toEqual([["ada", "cleo"], ["ben"]]);
});

test("each list is by what people are called now", () => {
  const nameOf = (userId: number, said: string) => (userId === 1 ? "Zoe" : said);
  const people = toPeople(present(3, 1), members, nameOf);
  expect(names(people)).toEqual([["cleo", "Zoe"], ["ben"]]);
  expect(people.here.map(({ username }) => username)).toEqual(["cleo", "ada"]);
});

test("whose menu is open stays in the list where it was opened, whoever comes and goes", () => {
  const away = { userId: 2, isHere: false };
  expect(names(keepInPlace(toPeople(present(1, 2), members, asSaid), away))).toEqual([["ada"], ["ben", "cleo"]]);
  const here = { userId: 2, isHere: true };
  expect(names(keepInPlace(toPeople(present(1), members, asSaid), here))).toEqual([["ada", "ben"], ["cleo"]]);
  expect(names(keepInPlace(toPeople(present(1), members, asSaid), undefined))).toEqual([["ada"], ["ben", "cleo"]]);
});

test("who is in neither list any more is in neither", () => {
  expect(names(keepInPlace(toPeople(present(1), members.slice(0, 1), asSaid), { userId: 2, isHere: true }))).toEqual([
    ["ada"],
    [],
  ]);
});
