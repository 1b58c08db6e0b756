import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { call, type SomeUser } from "./support/api.ts";
import { openSocket, signedInSocket } from "./support/open-socket.ts";
import { share } from "./support/some-files.ts";
import { until } from "./support/until.ts";

const url = inject("url");
const folder = inject("dataFolder");

test.skipIf(folder === undefined)(
  "no log holds a secret, a token, a file's link or what somebody wrote, at debug either",
  async () => {
    const mark = `planted${randomBytes(8).toString("hex")}`;
    const { user, roomId, secrets } = await plantSecrets(mark);
    await until("the last command is in a log", 10_000, () =>
      logsOf(folder!).some(({ text }) => {
        return text.includes('"command":"leave_room"') && text.includes(`"userId":${user.id},"roomId":${roomId}`);
      }),
    );
    for (const { name, text } of logsOf(folder!)) {
      for (const [what, secret] of Object.entries({ mark, ...secrets }))
        expect(text.includes(secret), `${what} in ${name}: ${lineWith(text, secret)}`).toBe(false);
    }
  },
);

test.skipIf(folder === undefined)("make logs shows what one person did in one room, of all parts, as one", async () => {
  const { user, roomId } = await plantSecrets(`planted${randomBytes(8).toString("hex")}`);
  const show = (env: Readonly<Record<string, string>>) =>
    execFileSync(process.execPath, ["packages/stack/src/logs.ts"], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HUBBUB_DATA: folder, FOLLOW: "0", ...env },
    });
  const ask = { USER_ID: String(user.id), ROOM: String(roomId), JSON: "1" };
  await until("its last command is shown", 10_000, () => show(ask).includes('"command":"leave_room"'));
  const shown = show(ask)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(shown.map(({ msg }) => msg)).toEqual(expect.arrayContaining(["request", "command", "room changed"]));
  expect(shown.filter((line) => line["userId"] !== user.id && line["actorId"] !== user.id)).toEqual([]);
  const times = shown.map(({ time }) => String(time));
  expect(times).toEqual(times.toSorted());
  expect(show({ ...ask, JSON: "0" })).toMatch(/^\d\d:\d\d:\d\d\.\d{3}Z chat-\d +DEBUG command .*send_message/m);
  expect(show({ ...ask, SERVICE: "nginx" })).toBe("");
});

test.skipIf(folder === undefined)("make profile draws where an instance spends its time", () => {
  const args = ["packages/stack/src/profile.ts", "--instance=chat-1", "--seconds=1", "--kind=", "--file="];
  const env = { PATH: process.env["PATH"], HUBBUB_DATA: folder };
  const said = execFileSync(process.execPath, args, { encoding: "utf8", env });
  expect(said).toMatch(/busy for \d+\.\d s\n +\d+\.\d %  /);
  const [, page = ""] = /flame graph: (.*\.html)/.exec(said) ?? [];
  expect(readFileSync(page, "utf8")).toContain("(program)");
});

/** Somebody who does a bit of everything, and whatever of it no log may hold. */
async function plantSecrets(mark: string) {
  const username = `logs-${mark.slice(-12)}`;
  const password = `${mark}-password`;
  const email = `${mark}@example.org`;
  const post = (path: string, body: unknown, token?: string, headers = {}) =>
    call(url, "POST", path, { body, headers, ...(token !== undefined && { token }) });

  const registered = await post("/api/v1/users/register", { email, username, password });
  const token: string = registered.body.token;
  const user: SomeUser = { id: registered.body.user.id, username, password, token };
  await post("/api/v1/users/register", { email, username: `${username}-2`, password });
  await post("/api/v1/users/login", { username, password: `${mark}-wrong` });
  const signedIn = await post("/api/v1/users/login", { username, password, use_cookie: true });
  const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
  await post("/api/v1/users/refresh", {}, undefined, { cookie });
  await post("/api/v1/users/refresh", { refresh_token: mark });
  await call(url, "PATCH", "/api/v1/users/me", { token, body: { display_name: mark } });
  await call(url, "PATCH", "/api/v1/users/me", { token, body: { password: `${mark}-new`, current_password: mark } });
  await call(url, "POST", "/api/v1/rooms", { token, raw: `{"name": ${mark}` });
  await call(url, "GET", "/api/v1/rooms", { token: mark });
  await call(url, "GET", `/api/v1/messages/search?q=${mark}&token=${mark}`, { token });

  const room = await post("/api/v1/rooms", { name: mark, topic: mark, type: "public" }, token);
  const roomId: number = room.body.id;
  const { seq } = await share(url, { id: roomId }, user, `${mark} https://${mark}.invalid/${mark}`, [
    ["a file.txt", mark],
  ]);
  const sent = await call(url, "GET", `/api/v1/rooms/${roomId}/messages/${seq}`, { token });
  const link: string = sent.body.attachments[0].url;
  await fetch(new URL(link, url));
  await fetch(new URL(`${link}${mark}`, url));
  await call(url, "PATCH", `/api/v1/rooms/${roomId}/messages/${seq}`, { token, body: { content: `${mark} again` } });

  await fetch(`${url}/socket.io/?EIO=4&transport=polling&token=${mark}`);
  const stranger = await openSocket(url, undefined, `?token=${mark}`);
  await stranger.closed();
  const socket = await signedInSocket(url, token);
  socket.send({ type: "join_room", room_id: roomId });
  await socket.next("room_joined");
  socket.send({ type: "send_message", room_id: roomId, content: mark, client_msg_id: mark });
  await socket.next("message_ack");
  socket.send({ type: "send_message", room_id: mark, content: { mark } });
  socket.sendRaw(`{"type":"send_message","content":${mark}`);
  socket.send({ type: mark });
  for (let refused = 0; refused < 3; refused += 1) await socket.next("error");
  socket.send({ type: "leave_room", room_id: roomId });
  await socket.next("room_left");
  socket.close();

  const ofLink = new URL(link, url).search.slice(1);
  return { user, roomId, secrets: { token, cookie: cookie.split("=")[1]!, ofLink, ...keptSecrets() } };
}

/** Passwords and keys of the system itself. */
function keptSecrets(): Record<string, string> {
  return JSON.parse(readFileSync(join(folder!, "secrets.json"), "utf8")) as Record<string, string>;
}

function logsOf(dataFolder: string) {
  const logs = join(dataFolder, "logs");
  return readdirSync(logs).map((name) => ({ name, text: readFileSync(join(logs, name), "utf8") }));
}

function lineWith(text: string, secret: string): string {
  return text.split("\n").find((line) => line.includes(secret)) ?? "";
}
