import type { User } from "@hubbub/client";
import { expect, test } from "vitest";
import { findAccount } from "./find-account.ts";

test("an account is found behind any number of others that begin so", async () => {
  const { read, asked } = server([...some(250, "a"), "Zed", "zed-1"]);
  expect(await findAccount(read, "zed")).toMatchObject({ username: "Zed" });
  expect(asked).toEqual(["", "100", "200"]);
});

test("nobody is looked for behind the place where they would be", async () => {
  const { read, asked } = server([...some(50, "a"), ...some(350, "zed-")]);
  expect(await findAccount(read, "zed")).toBeUndefined();
  expect(asked).toEqual([""]);
});

test("of nobody there is nothing", async () => {
  expect(await findAccount(server([]).read, "zed")).toBeUndefined();
  expect(await findAccount(server(some(200, "a")).read, "zed")).toBeUndefined();
});

/** Usernames in their order. */
function some(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(4, "0")}`);
}

function server(usernames: readonly string[]) {
  const asked: string[] = [];
  const read = async (_: string, { size, token }: { size: number; token: string }) => {
    asked.push(token);
    const from = Number(token);
    const users = usernames.slice(from, from + size).map((username, at) => ({ ...user, id: from + at, username }));
    return { users, next_page_token: from + size < usernames.length ? `${from + size}` : "" };
  };
  return { read, asked };
}

const user: User = { id: 0, username: "", display_name: "", admin: false, disabled: false, created_at: "" };
