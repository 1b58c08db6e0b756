import { spawnSync } from "node:child_process";
import { expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";

const url = inject("url");
const dataFolder = inject("dataFolder");
/** Of a system that runs elsewhere (HUBBUB_URL): how to run the user-service's command there, such as `docker compose exec …`. */
const [elsewhere, ...elsewhereArgs] = process.env["HUBBUB_MAKE_ADMIN"]?.split(" ") ?? [];
const isOurs = dataFolder !== undefined;
/** A system that runs elsewhere has its operator's command elsewhere, too: nothing here can run it unless it is named. */
const hasNoCommand = !isOurs && elsewhere === undefined;

test.skipIf(hasNoCommand)(
  "an account that the operator appoints is a server admin at its next sign-in, until the operator takes it back",
  async () => {
    const alice = await someUser(url, "alice");
    expect(isAdminByToken(alice.token)).toBe(false);

    const appointed = makeAdmin(alice.username);
    expect(appointed).toMatchObject({ status: 0, stderr: "" });
    expect(appointed.stdout).toContain(`${alice.username} becomes a server admin`);
    const asAdmin = await signIn(alice);
    expect(isAdminByToken(asAdmin)).toBe(true);
    expect(await me(asAdmin)).toMatchObject({ id: alice.id, admin: true });
    const announced = await call(url, "POST", "/api/v1/rooms/2/messages", {
      token: asAdmin,
      body: { content: "The server is renewed tonight" },
    });
    expect(announced.status).toBe(200);

    expect(makeAdmin(alice.username, { revoke: true })).toMatchObject({ status: 0, stderr: "" });
    const again = await signIn(alice);
    expect(isAdminByToken(again)).toBe(false);
    expect(await me(again)).toMatchObject({ admin: false });
    const refused = await call(url, "POST", "/api/v1/rooms/2/messages", {
      token: again,
      body: { content: "Not any more" },
    });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  },
);

test.skipIf(hasNoCommand)(
  "a server admin reads what was done in rooms and to accounts, and a deleted account leaves its rooms",
  async () => {
    const [alice, ben, cleo, dora] = await Promise.all(
      ["alice", "ben", "cleo", "dora"].map((name) => someUser(url, name)),
    );
    if (alice === undefined || ben === undefined || cleo === undefined || dora === undefined) throw new Error("four");
    makeAdmin(alice.username);
    const token = await signIn(alice);
    const name = `audited by ${alice.username}`;
    const { body: room } = await call(url, "POST", "/api/v1/rooms", {
      token: ben.token,
      body: { name, type: "private" },
    });
    for (const { id } of [cleo, dora]) {
      const added = await call(url, "POST", `/api/v1/rooms/${room.id}/members`, {
        token: ben.token,
        body: { user_id: id },
      });
      expect(added.status).toBe(200);
    }
    const ban = { token: ben.token, body: { user_id: cleo.id } };
    expect((await call(url, "POST", `/api/v1/rooms/${room.id}/bans`, ban)).status).toBe(200);
    const leave = { token: dora.token, body: { current_password: dora.password } };
    expect((await call(url, "DELETE", "/api/v1/users/me", leave)).status).toBe(200);

    const audit = async (query: string) => {
      const { body } = await call(url, "GET", `/api/v1/admin/audit?${query}`, { token });
      return body.events as Record<string, unknown>[];
    };
    await expect
      .poll(() => audit(`room_id=${room.id}`), { timeout: 20_000 })
      .toMatchObject([{ action: "member_banned", actor_username: ben.username, subject_id: cleo.id }]);
    expect(await audit(`subject_id=${dora.id}&action=account_deleted`)).toMatchObject([
      { actor_id: dora.id, actor_username: "deleted user" },
    ]);
    const members = async () => {
      const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/members`, { token: ben.token });
      return body.members.map(({ user_id }: { user_id: number }) => user_id);
    };
    await expect.poll(members, { timeout: 20_000 }).toEqual([ben.id]);
    expect((await call(url, "GET", `/api/v1/users/${dora.id}`, { token: ben.token })).body).toMatchObject({
      username: "deleted user",
      deleted: true,
    });
  },
);

// `make` finds what runs by its data folder, which a system that runs elsewhere does not have here.
test.skipIf(!isOurs)("make admin fails in one line for nobody, for no ACCOUNT, and where nothing runs", () => {
  for (const [settings, line] of [
    [["ACCOUNT=nobody-at-all"], 'Nobody has the username "nobody-at-all"'],
    [[], "make admin: say whom, by username: make admin ACCOUNT=alice"],
    [["ACCOUNT="], "make admin: say whom, by username: make admin ACCOUNT=alice"],
    [["ACCOUNT=alice", "REVOKE=no"], "make admin: REVOKE is 1 or left out"],
    [
      ["ACCOUNT=alice", "HUBBUB_DATA=/nonexistent"],
      "make admin: hubbub does not run on /nonexistent: start it with make up",
    ],
  ] as const) {
    const { status, stdout, stderr } = make("admin", settings);
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
    // Make adds a line of its own.
    expect(stderr.split("\n").filter((text) => !/^make(\[\d+\])?: \*\*\*/.test(text) && text !== "")).toEqual([line]);
  }
});

// As above.
test.skipIf(!isOurs)("make rotate-keys makes the next signing key of what runs, once", async () => {
  const { token } = await someUser(url, "signed");
  expect(make("rotate-keys")).toMatchObject({ status: 0, stdout: expect.stringContaining("is published"), stderr: "" });
  const again = make("rotate-keys");
  expect(again.status).not.toBe(0);
  expect(again.stderr).toContain("waits already");
  expect((await call(url, "GET", "/api/v1/users/me", { token })).status).toBe(200);
});

function makeAdmin(username: string, { revoke = false } = {}) {
  if (isOurs) return make("admin", [`ACCOUNT=${username}`, ...(revoke ? ["REVOKE=1"] : [])]);
  return run(elsewhere ?? "", [...elsewhereArgs, ...(revoke ? ["--revoke"] : []), username]);
}

function make(target: "admin" | "rotate-keys", settings: readonly string[] = []) {
  return run("make", ["--no-print-directory", target, ...settings]);
}

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    // Not what `make test` was called with.
    env: { ...process.env, MAKEFLAGS: "", ...(isOurs ? { HUBBUB_DATA: dataFolder } : {}), ACCOUNT: "", REVOKE: "" },
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

async function signIn({ username, password }: SomeUser): Promise<string> {
  const { body } = await call(url, "POST", "/api/v1/users/login", { body: { username, password } });
  return String(body.token);
}

async function me(token: string): Promise<unknown> {
  return (await call(url, "GET", "/api/v1/users/me", { token })).body;
}

function isAdminByToken(token: string): boolean {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { admin?: boolean };
  return claims.admin === true;
}
