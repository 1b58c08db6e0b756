import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@hubbub/errors";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMessage } from "../../room-log/read/page-queries.ts";
import { type TestLog, testLog } from "../../room-log/testing/test-log.ts";
import { maxFilesPerStep } from "../../limits.ts";
import { keyOf } from "../file-keys.ts";
import { createFileMetrics } from "../file-metrics.ts";
import { noteEmptied } from "../file-queries.ts";
import type { FileStorage } from "../storage/file-storage.ts";
import { createFolderStorage } from "../storage/folder-storage.ts";
import { Gallery } from "./gallery.ts";
import type { MadePicture } from "./picture-work.ts";
import { type PictureFiles, Pictures } from "./pictures.ts";

let log: TestLog;
let folder: string;
let storage: FileStorage;
let made = 0;

beforeAll(async () => {
  log = await testLog();
  folder = await mkdtemp(join(tmpdir(), "hubbub-gallery-"));
  storage = createFolderStorage({ folder, instance: "chat-1" });
  await storage.start();
});
afterAll(async () => {
  await log.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One that was uploaded longer ago than any is waited for. */
async function latePicture({ userId = 1, ageMinutes = 60 } = {}): Promise<string> {
  made += 1;
  const id = String(made).padStart(32, "0");
  await log.sql(
    `insert into files (id, room_id, user_id, name, size, content_type, width, height, stored_at)
     values ($1, 1, $2, 'x.png', 4, 'image/png', 2, 2, now() - $3 * interval '1 minute')`,
    [id, userId, ageMinutes],
  );
  const path = storage.incoming(id);
  await writeFile(path, "png!");
  await storage.put(keyOf(id, "original"), path, 4);
  return id;
}

function gallery(make: (files: PictureFiles) => Promise<MadePicture | undefined>) {
  const metrics = createFileMetrics(new Registry());
  const options = {
    db: log.db,
    storage,
    pictures: Object.assign(new Pictures(), { make }),
    metrics,
    warn: () => undefined,
  };
  return Object.assign(new Gallery(options), { metrics });
}

/** Nine bytes. */
async function make({ viewPath, thumbnailPath }: PictureFiles): Promise<MadePicture> {
  await Promise.all([writeFile(viewPath, "view"), writeFile(thumbnailPath, "small")]);
  return { width: 4, height: 3, thumbhash: "aGFzaA==" };
}

const isThere = async (id: string, part: Parameters<typeof keyOf>[1]) =>
  (await storage.get(keyOf(id, part), { start: 0, end: 0 })) !== undefined;
const rowOf = async (id: string) =>
  (
    await log.sql(`select made_at is not null as is_made, width, content_type, make_tries from files where id = $1`, [
      id,
    ])
  )[0];

test("what an instance did not get to is made by the sweep, and the original goes", async () => {
  const id = await latePicture();
  await gallery(make).sweep();
  await expect.poll(() => rowOf(id)).toMatchObject({ is_made: true, width: 4, make_tries: 1 });
  await expect.poll(() => isThere(id, "original")).toBe(false);
  expect([await isThere(id, "view"), await isThere(id, "thumbnail"), await isThere(id, "original")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("what is stored is what is counted, of a picture of more bytes than came too", async () => {
  await log.sql("delete from file_usage");
  await log.sql("insert into file_usage values (0, 100), (1, 50)");
  const usage = async () =>
    (await log.sql("select bytes from file_usage order by user_id")).map(({ bytes }) => Number(bytes));
  const larger = await latePicture();
  await gallery(make).sweep();
  await expect.poll(() => rowOf(larger)).toMatchObject({ is_made: true });
  expect(await usage()).toEqual([105, 55]);
  const lost = await latePicture();
  await storage.delete([keyOf(lost, "original")]);
  await gallery(make).sweep();
  await expect.poll(() => rowOf(lost)).toMatchObject({ is_made: true });
  expect(await usage()).toEqual([101, 51]);
  await noteEmptied(log.db, larger);
  expect(await usage()).toEqual([92, 42]);
});

test("the message of what is no picture after all brings a file", async () => {
  const id = await latePicture();
  const picture = { id, name: "x.png", size: 4, content_type: "image/png", width: 2, height: 2, thumbhash: "aGFzaA==" };
  const other = { ...picture, id: "f".repeat(32) };
  await log.sql("update files set seq = 7000 where id = $1", [id]);
  await log.sql(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     values (1, 7000, 'message', 1, 'x', $1::jsonb, now())`,
    [JSON.stringify({ username: "ada", content: "", attachments: [picture, other] })],
  );
  await gallery(async () => undefined).sweep();
  const file = { id, name: "x.png", size: 4, content_type: "application/octet-stream" };
  await expect.poll(async () => (await readMessage(log.db, 1, 7000))?.attachments).toEqual([file, other]);
});

/** What became of pictures, by result. */
async function counted({ pictures }: ReturnType<typeof createFileMetrics>): Promise<Record<string, number>> {
  const { values } = await pictures.get();
  return Object.fromEntries(values.filter(({ value }) => value > 0).map(({ labels, value }) => [labels.result, value]));
}

test("what breaks the process each time is given to nobody in the end", async () => {
  const id = await latePicture();
  const breaks = gallery(() => Promise.reject(new AppError("unavailable")));
  for (let tries = 1; tries <= 3; tries += 1) {
    await breaks.sweep();
    await expect.poll(() => rowOf(id)).toMatchObject({ is_made: false, make_tries: tries });
    await expect.poll(() => counted(breaks.metrics)).toEqual({ failed: tries });
  }
  await breaks.sweep();
  await expect
    .poll(() => rowOf(id))
    .toMatchObject({
      is_made: true,
      width: null,
      content_type: "application/octet-stream",
    });
  await expect.poll(() => isThere(id, "original")).toBe(false);
  expect(await isThere(id, "file")).toBe(false);
});

test("late pictures of one person do not keep the sweep from another's", async () => {
  for (let count = 0; count < maxFilesPerStep; count += 1) await latePicture({ ageMinutes: 90 });
  const others = await latePicture({ userId: 2 });
  const order: string[] = [];
  await gallery(async ({ path }) => {
    order.push(path);
    return undefined;
  }).sweep();
  await expect.poll(() => order.length).toBe(maxFilesPerStep);
  expect(order[1]).toContain(others);
  await log.sql("delete from files");
});

test("one that was removed while it was made leaves nothing that is told", async () => {
  const id = await latePicture();
  await log.sql("update files set removed_at = now() where id = $1", [id]);
  let asked = 0;
  const of = gallery(async () => {
    asked += 1;
    return undefined;
  });
  of.makeSoon({ id, contentType: "image/png", userId: 1 });
  await expect.poll(() => counted(of.metrics)).toEqual({ none: 1 });
  expect([asked, await rowOf(id)]).toMatchObject([0, { is_made: false, make_tries: 0 }]);
});

test("one whose bytes are lost is none, and is not looked for again", async () => {
  const id = await latePicture();
  await storage.delete([keyOf(id, "original")]);
  await gallery(async () => undefined).sweep();
  await expect.poll(() => rowOf(id)).toMatchObject({ is_made: true, width: null });
});

test("one whose message is deleted while it is made leaves nothing stored", async () => {
  const id = await latePicture();
  await gallery(async ({ viewPath, thumbnailPath }) => {
    await Promise.all([writeFile(viewPath, "view"), writeFile(thumbnailPath, "small")]);
    await log.sql("delete from files where id = $1", [id]);
    return { width: 4, height: 3, thumbhash: "aGFzaA==" };
  }).sweep();
  await expect.poll(() => isThere(id, "original")).toBe(false);
  expect([await isThere(id, "view"), await isThere(id, "thumbnail")]).toEqual([false, false]);
});
