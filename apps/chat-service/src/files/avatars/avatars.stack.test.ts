import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { newRoom } from "../../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";

let folder: string;
let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let root: TestUser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubbub-avatars-"));
  stack = await startChatStack();
  const settings = { FILES_URL: `file://${folder}`, MAX_FILE_BYTES: "12000000", LIMIT_UPLOADS: "1000/300" };
  [one, two] = await Promise.all([stack.start("chat-1", settings), stack.start("chat-2", settings)]);
  [ada, bob, root] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("root", { admin: true }),
  ]);
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

const mine = "/api/v1/users/me/avatar";

async function put(path: string, bytes: Uint8Array, { as = ada, on = one } = {}) {
  const response = await fetch(`http://127.0.0.1:${on.httpPort}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${as.token}` },
    body: Uint8Array.from(bytes),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** Sets a picture, and says where it is. */
async function set(path: string, bytes: Uint8Array, by: { as?: TestUser; on?: ChatInstance } = {}): Promise<string> {
  const { status, json } = await put(path, bytes, by);
  expect(status, JSON.stringify(json)).toBe(200);
  return String(json["avatar_url"]);
}

const get = (path: string, on = two) => fetch(`http://127.0.0.1:${on.httpPort}${path}`);

function picture(width: number, height: number, background = "#c42") {
  return sharp({ create: { width, height, channels: 3, background } });
}
const png = async (background?: string) => await picture(300, 300, background).png().toBuffer();

const idOf = (url: string) => url.split("/")[2] ?? "";
const usage = async (user: TestUser) =>
  Number((await stack.sql(`select bytes from file_usage where user_id = ${user.userId}`))[0]?.["bytes"] ?? 0);

/** All that is stored of files. */
async function storedKeys(): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
const storedOf = async (url: string) => (await storedKeys()).filter((key) => key.includes(idOf(url)));

async function privateRoom(...members: readonly string[]) {
  const roomId = await newRoom(one, ada, "private");
  for (const username of members) {
    await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { username } });
  }
  return { roomId, path: `/api/v1/rooms/${roomId}`, avatar: `/api/v1/rooms/${roomId}/avatar` };
}

test("a picture of oneself is a small square of its middle when it is answered, without what its camera noted", async () => {
  const left = { input: await picture(200, 300, "#00f").png().toBuffer(), left: 0, top: 0 };
  const bytes = await picture(900, 300, "#f00")
    .composite([left, { ...left, left: 700 }])
    .withExif({ IFD0: { Copyright: "secret-of-the-camera" } })
    .jpeg()
    .toBuffer();
  const { status, json } = await put(mine, bytes);
  expect(status, JSON.stringify(json)).toBe(200);
  expect(json).toMatchObject({ user_id: ada.userId, username: "ada" });
  const url = String(json["avatar_url"]);
  const answer = await get(url);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/webp",
    "content-disposition": expect.stringContaining("inline") as string,
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  const shown = Buffer.from(await answer.arrayBuffer());
  expect(shown.includes("secret-of-the-camera")).toBe(false);
  const { dominant } = await sharp(shown).stats();
  expect(await sharp(shown).metadata()).toMatchObject({ width: 256, height: 256, format: "webp" });
  expect(dominant.r).toBeGreaterThan(200);
  expect(dominant.b).toBeLessThan(60);
  // And nothing else is kept of it.
  expect(await storedOf(url)).toHaveLength(1);
  expect(await usage(ada)).toBe(shown.length);
  expect(stack.users.avatarOf(ada.userId)).toBe(url);
});

test("its address is signed, and good for that picture alone", async () => {
  const url = await set(mine, await png());
  const [path = "", query = ""] = url.split("?");
  for (const changed of [
    path,
    url.replace(idOf(url), "0".repeat(32)),
    url.replace("v=a", "v=f"),
    url.replace("v=a", "v=v"),
    url.replace("avatar.webp", "other.html"),
    `${path}?${query.slice(0, -2)}`,
  ]) {
    expect((await get(changed)).status, changed).toBe(403);
  }
});

test("another one has another address; the first is kept for a while, and then only the second is", async () => {
  const first = await set(mine, await png("#111"));
  const second = await set(mine, await png("#222"), { on: two });
  expect(second).not.toBe(first);
  expect(stack.users.avatarOf(ada.userId)).toBe(second);
  expect((await get(first)).status).toBe(200);
  await stack.sql(`update files set removed_at = removed_at - interval '2 hours' where id = '${idOf(first)}'`);
  await expect.poll(() => storedOf(first), { timeout: 30_000 }).toEqual([]);
  expect((await get(first)).status).toBe(404);
  expect((await get(second)).status).toBe(200);
});

test("one that is in use is never collected, however old it is, and its owner cannot delete it as a file", async () => {
  const url = await set(mine, await png("#333"));
  await stack.sql(`update files set created_at = created_at - interval '30 days', stored_at = stored_at - interval '30 days'
     where id = '${idOf(url)}'`);
  const abandoned = "f".repeat(32);
  await stack.sql(`insert into files (id, room_id, user_id, name, size, avatar_of, created_at)
     values ('${abandoned}', 0, ${ada.userId}, 'avatar.webp', 0, 'user:${ada.userId}', now() - interval '2 hours')`);
  expect((await one.rest("DELETE", `/api/v1/files/${idOf(url)}`, { as: ada })).status).toBe(200);
  // By then the job has been there.
  await expect
    .poll(() => stack.sql(`select 1 from files where id = '${abandoned}' and emptied_at is not null`), {
      timeout: 30_000,
    })
    .toHaveLength(1);
  expect((await get(url)).status).toBe(200);
});

test("it is no file that a message could bring along, and no links are given to it", async () => {
  const { roomId, path, avatar } = await privateRoom();
  const url = await set(avatar, await png());
  const body = { content: "look", attachment_ids: [idOf(url)] };
  expect(await one.rest("POST", `${path}/messages`, { as: ada, body })).toMatchObject({
    status: 400,
    json: { errors: [{ field: "attachment_ids" }] },
  });
  const links = await one.rest("POST", "/api/v1/files/links", { as: ada, body: { ids: [idOf(url)] } });
  expect(links.json["links"]).toEqual([]);
  expect((await one.rest("GET", `/api/v1/rooms/${roomId}/files`, { as: ada })).json["files"]).toEqual([]);
});

test("who takes theirs away has none, nor does anybody find it any more", async () => {
  const url = await set(mine, await png(), { as: bob });
  const { json } = await two.rest("DELETE", mine, { as: bob });
  expect(json).toEqual({ user_id: bob.userId, username: "bob", avatar_url: "" });
  expect(stack.users.avatarOf(bob.userId)).toBe("");
  await expect.poll(() => storedOf(url), { timeout: 30_000 }).toEqual([]);
  await expect.poll(() => usage(bob)).toBe(0);
  expect((await one.rest("DELETE", mine, { as: bob })).status).toBe(200);
});

test("what is no picture, too large, or of too many pixels is refused, and nothing is kept of it", async () => {
  const before = await usage(bob);
  const bomb = sharp({
    create: { width: 16_000, height: 16_000, channels: 3, background: "#000" },
    limitInputPixels: false,
  });
  const half = (await picture(500, 400).png().toBuffer()).subarray(0, 400);
  for (const [bytes, status, code] of [
    [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "unsupported_media_type"],
    [Buffer.from("GIF89a=1;/*<script>alert(1)</script>*/"), 415, "unsupported_media_type"],
    [half, 415, "unsupported_media_type"],
    [Buffer.alloc(0), 415, "unsupported_media_type"],
    [await bomb.png({ compressionLevel: 9 }).toBuffer(), 413, "payload_too_large"],
    [Buffer.alloc(10 * 1024 * 1024 + 1), 413, "payload_too_large"],
  ] as const) {
    expect(await put(mine, bytes, { as: bob }), `${bytes.length} bytes`).toMatchObject({ status, json: { code } });
  }
  expect(stack.users.avatarOf(bob.userId) ?? "").toBe("");
  await expect.poll(() => usage(bob), { timeout: 30_000 }).toBe(before);
});

test("of many at once one is theirs, here and as the user-service knows it, and the others are removed", async () => {
  const urls = await Promise.all(
    Array.from({ length: 6 }, async (_, n) =>
      set(mine, await png(`#00${n}`), { as: bob, on: n % 2 === 0 ? one : two }),
    ),
  );
  const shown = await stack.sql(`select id from files where avatar_of = 'user:${bob.userId}' and removed_at is null`);
  expect(shown).toHaveLength(1);
  const known = stack.users.avatarOf(bob.userId) ?? "";
  expect(urls).toContain(known);
  expect(shown).toEqual([{ id: idOf(known) }]);
});

test("while the user-service is away a picture is taken all the same, and told once it is there", async () => {
  const before = await set(mine, await png("#444"));
  stack.users.hearsOfAvatars(false);
  const url = await set(mine, await png("#555"));
  expect(stack.users.avatarOf(ada.userId)).toBe(before);
  // Others are still told of the one before.
  expect(await stack.sql(`select 1 from files where id = '${idOf(before)}' and removed_at is null`)).toHaveLength(1);
  stack.users.hearsOfAvatars(true);
  await stack.sql("update person_avatars set changed_at = changed_at - interval '1 minute'");
  await expect.poll(() => stack.users.avatarOf(ada.userId), { timeout: 30_000 }).toBe(url);
  await expect
    .poll(() => stack.sql(`select 1 from files where id = '${idOf(before)}' and removed_at is null`))
    .toEqual([]);
});

test("with an account goes its picture, and one that comes later is not kept", async () => {
  const eve = await stack.users.register("eve");
  const url = await set(mine, await png(), { as: eve });
  stack.users.deleteAccount(eve.userId);
  await expect.poll(() => storedOf(url), { timeout: 60_000 }).toEqual([]);
  expect(await put(mine, await png(), { as: eve })).toMatchObject({ status: 404, json: { code: "user_not_found" } });
  expect(await stack.sql(`select 1 from person_avatars where user_id = ${eve.userId}`)).toEqual([]);
  await expect.poll(() => usage(eve), { timeout: 30_000 }).toBe(0);
});

test("a room's is told to those who are there at once, on any instance, and to those who come", async () => {
  const { roomId, path, avatar } = await privateRoom("bob");
  const reader = await two.connect(bob);
  await reader.ask({ type: "join_room", room_id: roomId }, "room_joined");
  const url = await set(avatar, await png());
  expect(await reader.next("room_updated")).toMatchObject({ room_id: roomId, username: "ada", avatar_url: url });
  expect((await get(url)).status).toBe(200);
  const mineOf = async (as: TestUser) => {
    const { json } = await two.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as });
    return (json["rooms"] as { id: number; avatar_url?: string }[]).find(({ id }) => id === roomId)?.avatar_url;
  };
  expect((await two.rest("GET", path, { as: bob })).json["avatar_url"]).toBe(url);
  expect(await mineOf(bob)).toBe(url);
  const late = await two.connect(bob);
  expect((await late.ask({ type: "join_room", room_id: roomId }, "room_joined")).room.avatar_url).toBe(url);

  const second = await set(avatar, await png("#777"));
  expect(await stack.sql(`select 1 from files where id = '${idOf(url)}' and removed_at is null`)).toEqual([]);
  expect((await get(url)).status).toBe(200);
  const { json } = await one.rest("DELETE", avatar, { as: ada });
  expect(json["avatar_url"]).toBeUndefined();
  await reader.next("room_updated");
  expect(await reader.next("room_updated")).toMatchObject({ avatar_url: "" });
  expect(await mineOf(bob)).toBeUndefined();
  await expect.poll(() => storedOf(second), { timeout: 30_000 }).toEqual([]);
});

test("owners and admins change a room's, server admins that of the announcements, and nobody that of a direct room", async () => {
  const { path, avatar } = await privateRoom("bob");
  const bytes = await png();
  expect(await put(avatar, bytes, { as: bob })).toMatchObject({ status: 403, json: { code: "forbidden" } });
  expect(await put(avatar, bytes, { as: root })).toMatchObject({ status: 404, json: { code: "room_not_found" } });
  await one.rest("PATCH", `${path}/members/${bob.userId}`, { as: ada, body: { role: "admin" } });
  await set(avatar, bytes, { as: bob });
  await one.rest("PUT", `${path}/members/${bob.userId}/mute`, { as: ada, body: {} });
  expect(await put(avatar, bytes, { as: bob })).toMatchObject({ status: 403, json: { code: "forbidden" } });

  const { json } = await one.rest("GET", "/api/v1/rooms?page_size=100", { as: ada });
  const announcements = (json["rooms"] as { id: number; type: string }[]).find(({ type }) => type === "announcement");
  const ofAll = `/api/v1/rooms/${announcements?.id}/avatar`;
  expect(await put(ofAll, bytes)).toMatchObject({ status: 403, json: { code: "forbidden" } });
  expect(await set(ofAll, bytes, { as: root })).toContain("/files/");
  expect((await one.rest("DELETE", ofAll, { as: root })).status).toBe(200);

  const direct = await one.rest("POST", `/api/v1/users/${bob.userId}/dm`, { as: ada, body: {} });
  const ofTwo = `/api/v1/rooms/${String(direct.json["id"])}/avatar`;
  for (const as of [ada, bob]) expect(await put(ofTwo, bytes, { as })).toMatchObject({ status: 403 });

  await one.rest("DELETE", path, { as: ada });
  expect(await put(avatar, bytes)).toMatchObject({ json: { code: "room_archived" } });
});
