import { expect, test } from "vitest";
import { type KnownUser, UserDirectory } from "./user-directory.ts";

const ada: KnownUser = { userId: 1, username: "Ada", isDeleted: false };
const bob: KnownUser = { userId: 2, username: "bob", isDeleted: false };

test("what is wanted at the same time is asked in one call, and remembered", async () => {
  const { directory, calls } = scenario([ada, bob]);
  const found = await Promise.all([
    directory.byId(1, "user_id"),
    directory.byUsername("BOB", "username"),
    directory.byId(1, "user_id"),
  ]);
  expect(found).toEqual([ada, bob, ada]);
  expect(await directory.byUsername("ada", "username")).toEqual(ada);
  expect(calls).toEqual([{ ids: [1], usernames: ["bob"] }]);
});

test("a deleted account is called what is left of it, found by nobody, and forgotten when it is told", async () => {
  const people: KnownUser[] = [ada, bob];
  const { directory } = scenario(people);
  await directory.byId(1, "user_id");
  people[0] = { userId: 1, username: "deleted user", isDeleted: true };
  expect(await directory.byId(1, "user_id")).toEqual(ada);
  directory.forget([1, 3]);
  await expect(directory.byId(1, "user_id")).rejects.toMatchObject({ code: "user_not_found" });
  await expect(directory.byUsername("ada", "username")).rejects.toMatchObject({ code: "user_not_found" });
  await expect(directory.byUsername("deleted user", "username")).rejects.toMatchObject({ code: "user_not_found" });
  expect(await directory.usernames([1, 2])).toEqual(
    new Map([
      [1, "deleted user"],
      [2, "bob"],
    ]),
  );
});

test("who is not there is named by field, and asked for again next time", async () => {
  const { directory, calls } = scenario([]);
  for (let i = 0; i < 2; i += 1) {
    await expect(directory.byUsername("eve", "username")).rejects.toMatchObject({
      code: "user_not_found",
      field: "username",
    });
  }
  expect(calls).toHaveLength(2);
});

test("a failed call fails those who waited for it, and only them", async () => {
  const { directory, users } = scenario(new Error("away"));
  await expect(directory.byId(1, "user_id")).rejects.toThrow("away");
  users.now = [ada];
  expect(await directory.byId(1, "user_id")).toEqual(ada);
});

function scenario(initial: KnownUser[] | Error) {
  const users = { now: initial };
  const calls: unknown[] = [];
  const directory = new UserDirectory(async (wanted) => {
    calls.push(wanted);
    if (users.now instanceof Error) throw users.now;
    return users.now.filter(
      (user) => wanted.ids.includes(user.userId) || wanted.usernames.includes(user.username.toLowerCase()),
    );
  });
  return { directory, calls, users };
}
