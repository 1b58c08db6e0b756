import { expect, test } from "vitest";
import { redisUsers } from "./redis-users.ts";

const passwords = { hubbub: "what the services know", operator: "what the operator knows", exporter: "what it knows" };

test("nobody comes without a name, and no password stands in the file", () => {
  const text = redisUsers(passwords);
  expect(text).toMatch(/^user default off .*-@all\nuser hubbub on #[0-9a-f]{64} .*\nuser operator on #[0-9a-f]{64} /);
  for (const password of Object.values(passwords)) expect(text).not.toContain(password);
});

test("hubbub's own user reaches hubbub's keys and channels with commands that are named one by one", () => {
  const rules = redisUsers(passwords).split("\n")[1]!.split(" ").slice(4);
  expect(rules.slice(0, 5)).toEqual(["resetkeys", "~hubbub:*", "resetchannels", "&hubbub:*", "-@all"]);
  for (const rule of rules.slice(5)) expect(rule).toMatch(/^\+[a-z]+(\|[a-z]+)?$/);
});

test("who measures Redis reaches no key, no channel, and no command that shows what people write", () => {
  const rules = redisUsers(passwords).split("\n")[3]!.split(" ").slice(4);
  expect(rules.slice(0, 3)).toEqual(["resetkeys", "resetchannels", "-@all"]);
  expect(rules.slice(3)).toEqual(["+ping", "+info", "+client|setname", "+latency|latest", "+slowlog|len"]);
});

test("an earlier Redis is told nothing of what it lacks", () => {
  expect(redisUsers(passwords, 6.2)).not.toMatch(/\+s(un)?subscribe|\+spublish/);
  expect(redisUsers(passwords, 6.2)).toContain(" +srem +smembers +srandmember ");
  expect(redisUsers(passwords, 6.2)).toContain(" resetchannels &hubbub:* ");
  expect(redisUsers(passwords, 6)).not.toMatch(/&|resetchannels/);
});
