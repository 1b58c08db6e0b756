import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

let folder: string;
let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubbub-files-"));
  stack = await startChatStack();
  const settings = { FILES_URL: `file://${folder}`, MAX_FILE_BYTES: "3000000", FILES_QUOTA_PERSON: "20000000" };
  [one, two] = await Promise.all([stack.start("chat-1", settings), stack.start("chat-2", settings)]);
  [ada, bob, eve] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("eve"),
  ]);
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly content_type: string;
  readonly width?: number;
  readonly height?: number;
  readonly thumbhash?: string;
  readonly url?: string;
  readonly thumbnail_url?: string;
}

async function upload(roomId: number, name: string, bytes: Uint8Array<ArrayBuffer>, { as = ada, to = one } = {}) {
  const path = `/api/v1/rooms/${roomId}/files?name=${encodeURIComponent(name)}`;
  const response = await fetch(`http://127.0.0.1:${to.httpPort}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${as.token}`, "content-type": "text/html" },
    body: bytes,
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function uploaded(...args: Parameters<typeof upload>): Promise<Attachment> {
  const { status, json } = await upload(...args);
  expect(status, JSON.stringify(json)).toBe(200);
  return json as unknown as Attachment;
}

const get = (instance: ChatInstance, path: string | undefined, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`http://127.0.0.1:${instance.httpPort}${path}`, { headers });

async function room(...members: readonly string[]) {
  const roomId = await newRoom(one, ada, "private");
  const path = `/api/v1/rooms/${roomId}`;
  for (const username of members) await one.rest("POST", `${path}/members`, { as: ada, body: { username } });
  const send = (content: string, attachments: readonly Attachment[], { as = ada, on = one, key = "" } = {}) =>
    on.rest("POST", `${path}/messages`, {
      as,
      headers: key === "" ? {} : { "idempotency-key": key },
      body: { content, attachment_ids: attachments.map(({ id }) => id) },
    });
  return { roomId, path, send };
}

const text = (content: string) => new TextEncoder().encode(content);
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c42" } });

/** All that is stored of files. */
async function storedKeys(): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("a file is sent with a message, told to those who are there, and given to who has its link, on any instance", async () => {
  const { roomId, path, send } = await room("bob");
  const reader = await two.connect(bob);
  await reader.ask({ type: "join_room", room_id: roomId }, "room_joined");
  const bytes = text("export const answer = 42;\n");
  const file = await uploaded(roomId, "../src/answer.ts", bytes);
  expect(file).toMatchObject({ name: "answer.ts", size: bytes.length, content_type: "text/plain" });

  const { status, json } = await send("", [file]);
  expect(status, JSON.stringify(json)).toBe(200);
  expect(json["attachments"]).toEqual([file]);
  const frame = await reader.next("new_message");
  const { url: _link, ...plain } = file;
  expect(frame.attachments).toEqual([plain]);

  const got = await get(two, file.url);
  expect(got.status).toBe(200);
  expect(await got.text()).toBe("export const answer = 42;\n");
  expect(Object.fromEntries(got.headers)).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": expect.stringContaining('attachment; filename="answer.ts"') as string,
    "content-security-policy": expect.stringContaining("sandbox") as string,
    "x-content-type-options": "nosniff",
    "cache-control": expect.stringMatching(/^private, max-age=\d+/) as string,
  });
  for (const page of [
    (await two.rest("GET", `${path}/messages`, { as: bob })).json["messages"],
    (await reader.ask({ type: "history", room_id: roomId }, "history")).messages,
  ]) {
    expect((page as { attachments: Attachment[] }[]).at(-1)?.attachments[0]?.url).toContain(`/files/${file.id}/`);
  }
  const files = (await two.rest("GET", `${path}/files`, { as: bob })).json["files"] as object[];
  expect(files).toEqual([
    expect.objectContaining({ seq: frame.seq, username: "ada", attachment: expect.objectContaining(plain) as object }),
  ]);
});

test("a picture is made anew in two sizes, without what its camera noted", async () => {
  const { roomId, send } = await room("bob");
  const bytes = await picture(1200, 800)
    .withExif({ IFD0: { Copyright: "secret-of-the-camera" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(bytes.includes("Exif")).toBe(true);
  const file = await uploaded(roomId, "cat.jpg", Uint8Array.from(bytes));
  expect(file).toMatchObject({ content_type: "image/jpeg", width: 800, height: 1200 });
  const view = await get(one, file.url);
  expect(view.headers.get("content-type")).toBe("image/jpeg");
  expect(view.headers.get("content-disposition")).toContain("inline");
  const shown = Buffer.from(await view.arrayBuffer());
  expect(shown.includes("Exif")).toBe(false);
  expect(await sharp(shown).metadata()).toMatchObject({ width: 800, height: 1200, format: "jpeg" });
  const thumbnail = Buffer.from(await (await get(two, file.thumbnail_url)).arrayBuffer());
  expect(await sharp(thumbnail).metadata()).toMatchObject({ height: 640, format: "webp" });
  expect((await get(one, `${file.url}&download=1`)).headers.get("content-disposition")).toContain("attachment");

  // Then it looks like something before it is there, and nothing is kept of how it came.
  await expect.poll(async () => (await storedKeys()).filter((key) => key.includes(file.id)).length).toBe(2);
  const { json } = await send("look", [file]);
  expect((json["attachments"] as Attachment[])[0]?.thumbhash).toMatch(/^[\w+/]{20,}=*$/);
});

test.each([
  [
    "as an animation",
    () => sharp(animation, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } }).gif(),
    "gif",
  ],
  ["as PNG", () => picture(50, 40).png(), "png"],
  ["as WebP", () => picture(50, 40).webp(), "webp"],
  ["as AVIF", () => picture(50, 40).avif({ effort: 0 }), "webp"],
])("a picture %s is shown", async (_what, make, format) => {
  const { roomId } = await room();
  const file = await uploaded(roomId, "x", Uint8Array.from(await make().toBuffer()));
  const shown = Buffer.from(await (await get(one, file.url)).arrayBuffer());
  const { format: is, pages = 1 } = await sharp(shown, { animated: true }).metadata();
  expect({ is, pages }).toEqual({ is: format, pages: format === "gif" ? 2 : 1 });
});
const animation = Buffer.from(Array.from({ length: 8 * 16 * 3 }, (_, at) => (at < 192 ? 0 : 255)));

test("what only begins as a picture is saved and not shown", async () => {
  const { roomId } = await room();
  const broken = Buffer.concat([(await picture(500, 400).png().toBuffer()).subarray(0, 400), Buffer.from("<script>")]);
  const half = await uploaded(roomId, "half.png", Uint8Array.from(broken));
  const gif = await uploaded(roomId, "polyglot.gif", text("GIF89a=1;/*<script>alert(1)</script>*/"));
  for (const file of [half, gif]) {
    await expect.poll(async () => (await get(one, file.url)).status, { timeout: 15_000 }).toBe(200);
    const { headers } = await get(one, file.url);
    expect(headers.get("content-type"), file.name).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toContain("attachment");
  }
  expect(gif.content_type).toBe("application/octet-stream");
});

test("a picture of too many pixels, a file that is too large, and an empty one are refused", async () => {
  const { roomId } = await room();
  const bomb = sharp({
    create: { width: 16_000, height: 16_000, channels: 3, background: "#000" },
    limitInputPixels: false,
  });
  const huge = Uint8Array.from(await bomb.png({ compressionLevel: 9 }).toBuffer());
  const { status, json } = await upload(roomId, "bomb.png", huge);
  expect({ status, code: json["code"], detail: json["detail"] }).toEqual({
    status: 413,
    code: "payload_too_large",
    detail: expect.stringContaining("50,000,000 pixels") as string,
  });
  expect((await upload(roomId, "large", new Uint8Array(3_000_001))).json).toMatchObject({ code: "payload_too_large" });
  expect((await upload(roomId, "empty", new Uint8Array(0))).json).toMatchObject({ code: "invalid_argument" });
  await expect.poll(() => readdir(join(folder, "incoming"), { recursive: true }).then(filesOnly)).toEqual([]);
});
const filesOnly = (names: readonly string[]) => names.filter((name) => /[0-9a-f]{32}/.test(name));

test("only who may write in a room brings files there", async () => {
  const { roomId, path } = await room("bob");
  expect((await upload(roomId, "x", text("x"), { as: eve })).json).toMatchObject({ code: "room_not_found" });
  await one.rest("PUT", `${path}/members/${bob.userId}/mute`, { as: ada, body: {} });
  expect((await upload(roomId, "x", text("x"), { as: bob })).json).toMatchObject({ code: "forbidden" });
  expect((await upload(2, "x", text("x"), { as: bob })).json).toMatchObject({ code: "forbidden" });
  expect((await upload(999_999, "x", text("x"))).json).toMatchObject({ code: "room_not_found" });
});

test("server admins bring files to the announcements, members of those or not", async () => {
  const root = await stack.users.register("root", { admin: true });
  const file = await uploaded(2, "notes.txt", text("What is new"), { as: root });
  const sent = await one.rest("POST", "/api/v1/rooms/2/messages", {
    as: root,
    body: { content: "", attachment_ids: [file.id] },
  });
  expect(sent).toMatchObject({ status: 200, json: { attachments: [{ name: "notes.txt" }] } });
});

test("one brings one's own files, to the room for which they came, once", async () => {
  const { roomId, send } = await room("bob");
  const elsewhere = await room();
  const file = await uploaded(roomId, "x.txt", text("x"));
  const refused = { status: 400, json: { code: "invalid_argument", errors: [{ field: "attachment_ids" }] } };
  expect(await send("", [file], { as: bob })).toMatchObject(refused);
  expect(await elsewhere.send("", [file])).toMatchObject(refused);
  expect(await send("", [{ ...file, id: "nothing" }])).toMatchObject(refused);
  expect(await send("", [file, file])).toMatchObject(refused);
  expect(await send("", [])).toMatchObject({ status: 400, json: { errors: [{ field: "content" }] } });

  const first = await send("", [file], { key: "once" });
  expect(first.status).toBe(200);
  // The same again is the same message; another one does not get the file.
  const again = await send("", [file], { key: "once", on: two });
  expect(again.json["seq"]).toBe(first.json["seq"]);
  expect(await send("", [file], { key: "twice" })).toMatchObject(refused);
});

test("of two messages that want the same file at the same time one has it", async () => {
  const { roomId, path } = await room();
  const files = await Promise.all(Array.from({ length: 10 }, (_, n) => uploaded(roomId, `${n}.txt`, text(`${n}`))));
  const answers = await Promise.all(
    files.flatMap((file) =>
      [one, two].map((on) =>
        on.rest("POST", `${path}/messages`, { as: ada, body: { content: "mine", attachment_ids: [file.id] } }),
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(files.length);
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(files.length);
  const { json } = await one.rest("GET", `${path}/messages?limit=100`, { as: ada });
  const brought = (json["messages"] as { attachments: Attachment[] }[]).flatMap(({ attachments }) => attachments);
  expect(brought.map(({ id }) => id).toSorted()).toEqual(files.map(({ id }) => id).toSorted());
});

test("a link is given to those who may read the message, and ends with the message", async () => {
  const { roomId, path, send } = await room("bob");
  const file = await uploaded(roomId, "x.txt", text("x"));
  const links = async (as: TestUser) =>
    (
      (await one.rest("POST", "/api/v1/files/links", { as, body: { ids: [file.id, "nothing"] } })).json["links"] as {
        id: string;
        url: string;
      }[]
    ).map(({ id }) => id);
  expect([await links(ada), await links(bob)]).toEqual([[file.id], []]);
  const { json } = await send("look", [file]);
  expect([await links(ada), await links(bob), await links(eve)]).toEqual([[file.id], [file.id], []]);
  await one.rest("DELETE", `${path}/members/${bob.userId}`, { as: ada });
  expect(await links(bob)).toEqual([]);

  const deleted = await one.rest("DELETE", `${path}/messages/${Number(json["seq"])}`, { as: ada });
  expect(deleted.json).not.toHaveProperty("attachments");
  expect(await links(ada)).toEqual([]);
  await expect.poll(async () => (await get(one, file.url)).status, { timeout: 20_000 }).toBe(404);
  expect((await storedKeys()).filter((key) => key.includes(file.id))).toEqual([]);
  const used = await stack.sql(`select 1 from files where id = '${file.id}' and emptied_at is null`);
  expect(used).toEqual([]);
});

test("a file that was not sent is removed by its owner alone", async () => {
  const { roomId, send } = await room("bob");
  const file = await uploaded(roomId, "x.txt", text("x"));
  const remove = (as: TestUser) => one.rest("DELETE", `/api/v1/files/${file.id}`, { as });
  expect((await remove(bob)).status).toBe(200);
  expect((await get(one, file.url)).status).toBe(200);
  expect((await remove(ada)).status).toBe(200);
  expect((await remove(ada)).status).toBe(200);
  expect((await send("", [file])).json).toMatchObject({ code: "invalid_argument" });
  await expect.poll(async () => (await get(one, file.url)).status, { timeout: 20_000 }).toBe(404);
  const other = await uploaded(roomId, "x.txt", text("x"));
  await send("", [other]);
  expect(await one.rest("DELETE", `/api/v1/files/${other.id}`, { as: ada })).toMatchObject({ status: 403 });
});

test("what nobody sends is removed after a day, and what never came whole after an hour", async () => {
  const { roomId } = await room();
  const [late, fresh] = [await uploaded(roomId, "late", text("x")), await uploaded(roomId, "fresh", text("x"))];
  const before = await usage();
  await stack.sql(`update files set created_at = created_at - interval '25 hours' where id = '${late.id}'`);
  await stack.sql(`insert into files (id, room_id, user_id, name, size, created_at)
    values ('${"0".repeat(32)}', ${roomId}, ${ada.userId}, 'broken off', 5, now() - interval '61 minutes')`);
  await expect.poll(async () => (await get(one, late.url)).status, { timeout: 25_000 }).toBe(404);
  expect((await get(one, fresh.url)).status).toBe(200);
  await expect.poll(usage).toBe(before - 6);
  await expect
    .poll(() => stack.sql(`select 1 from files where id = '${"0".repeat(32)}' and emptied_at is null`))
    .toEqual([]);
  async function usage(): Promise<number> {
    const [row] = await stack.sql(`select bytes from file_usage where user_id = ${ada.userId}`);
    return Number(row?.["bytes"]);
  }
});

test("a person has so much space, and no more", async () => {
  const gil = await stack.users.register("gil");
  const roomId = await newRoom(one, gil, "private");
  const fits = await Promise.all(
    Array.from({ length: 6 }, (_, n) => uploaded(roomId, `${n}`, new Uint8Array(2_900_000).fill(n), { as: gil })),
  );
  const { status, json } = await upload(roomId, "more", new Uint8Array(2_900_000), { as: gil });
  expect({ status, code: json["code"] }).toEqual({ status: 409, code: "quota_exceeded" });
  await one.rest("DELETE", `/api/v1/files/${fits[0]?.id}`, { as: gil });
  await expect
    .poll(async () => (await upload(roomId, "more", new Uint8Array(2_900_000), { as: gil })).status, {
      timeout: 25_000,
    })
    .toBe(200);
});

test("parts of a file, and whether it is still the same", async () => {
  const { roomId } = await room();
  const file = await uploaded(roomId, "x.txt", text("0123456789"));
  const part = await get(one, file.url, { range: "bytes=2-4" });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
  const none = await get(one, file.url, { range: "bytes=10-" });
  expect([none.status, none.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  const etag = part.headers.get("etag") ?? "";
  expect((await get(one, file.url, { "if-none-match": etag })).status).toBe(304);
  expect((await get(one, file.url, { "if-range": '"other"', range: "bytes=2-4" })).status).toBe(200);
  expect((await get(one, file.url?.replace("x.txt", "y.txt"))).status).toBe(403);
});

test("a message is found by its file, and by that it has one", async () => {
  const { roomId, send } = await room("bob");
  const cat = await uploaded(roomId, "Katze.png", Uint8Array.from(await picture(9, 9).png().toBuffer()));
  const report = await uploaded(roomId, "report.pdf", text("%PDF-1.7\n"));
  await send("東京で会議", [cat]);
  await send("", [report]);
  const search = async (q: string) => {
    const { json } = await two.rest(
      "GET",
      `/api/v1/messages/search?${new URLSearchParams({ q, room_id: String(roomId) }).toString()}`,
      {
        as: bob,
      },
    );
    return (json["results"] as { message: { attachments: Attachment[] } }[]).map(
      ({ message }) => message.attachments[0]?.name,
    );
  };
  await expect.poll(() => search("report"), { timeout: 10_000 }).toEqual(["report.pdf"]);
  expect(await search("会議")).toEqual(["Katze.png"]);
  expect(await search("katzen")).toEqual(["Katze.png"]);
  expect(await search("has:image")).toEqual(["Katze.png"]);
  expect(await search("has:file")).toEqual(["report.pdf", "Katze.png"]);
});

test("what a message says beside its files may be taken away, over REST and a socket; one without files keeps its text", async () => {
  const { roomId, path } = await room();
  const file = await uploaded(roomId, "x.txt", text("x"));
  const seqOf = async (body: object) =>
    Number((await one.rest("POST", `${path}/messages`, { as: ada, body })).json["seq"]);
  const edited = (seq: number, content: string) =>
    two.rest("PATCH", `${path}/messages/${seq}`, { as: ada, body: { content } });
  const seq = await seqOf({ content: "look", attachment_ids: [file.id] });
  expect(await edited(seq, "")).toMatchObject({ status: 200, json: { content: "", attachments: [{ id: file.id }] } });
  expect(await edited(seq, "look again")).toMatchObject({ status: 200 });
  const socket = await one.connect(ada);
  await socket.ask({ type: "edit_message", room_id: roomId, seq, content: "" }, "ok");
  socket.close();
  expect((await two.rest("GET", `${path}/messages/${seq}`, { as: ada })).json["content"]).toBe("");
  expect(await edited(seq, " ")).toMatchObject({ status: 400 });
  const plain = await seqOf({ content: "no file" });
  expect(await edited(plain, "")).toMatchObject({
    status: 400,
    json: { errors: [{ field: "content", message: "The message is empty" }] },
  });
});

test("a server that keeps no files says so, and chats", async () => {
  const bare = await stack.start("chat-3", { FILES_URL: "" });
  const { roomId, path } = await room();
  const { status, json } = await upload(roomId, "x", text("x"), { to: bare });
  expect({ status, code: json["code"], detail: json["detail"] }).toEqual({
    status: 503,
    code: "unavailable",
    detail: "This server keeps no files: FILES_URL is not set",
  });
  expect((await bare.rest("POST", `${path}/messages`, { as: ada, body: { content: "all the same" } })).status).toBe(
    200,
  );
});
