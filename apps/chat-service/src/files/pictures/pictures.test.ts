import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { maxWaitingLooksOfPerson } from "../../limits.ts";
import { Pictures, type PicturesOf } from "./pictures.ts";

let folder: string;
let pictures: Pictures;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "hubbub-pictures-"))));
afterEach(() => pictures.stop());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c42" } })
    .jpeg()
    .toBuffer();

const asked = (path: string, name: string) => ({
  path,
  format: "jpeg" as const,
  viewPath: join(folder, `${name}-view`),
  thumbnailPath: join(folder, `${name}-thumbnail`),
});

test("a picture is looked at, and made in two sizes", async () => {
  pictures = new Pictures();
  const path = await file("large", await jpeg(5_000, 1_000));
  expect(await pictures.look(path, 1)).toEqual({ width: 5_000, height: 1_000 });
  const made = await pictures.make(asked(path, "large"));
  expect(made).toMatchObject({ width: 4_096, height: 819 });
  expect(made?.thumbhash).toMatch(/^[\w+/]+=*$/);
  expect(await sharp(join(folder, "large-view")).metadata()).toMatchObject({ format: "jpeg", width: 4_096 });
  expect(await sharp(join(folder, "large-thumbnail")).metadata()).toMatchObject({ format: "webp", width: 640 });
});

test("what is no picture, or only begins as one, is none", async () => {
  pictures = new Pictures();
  const half = (await jpeg(500, 400)).subarray(0, 30);
  for (const [name, bytes] of [
    ["text", "hello"],
    ["empty", ""],
    ["half", half],
  ] as const) {
    const path = await file(name, bytes);
    expect(await pictures.look(path, 1), name).toBeUndefined();
    expect(await pictures.make(asked(path, name)), name).toBeUndefined();
  }
  expect(await pictures.look(join(folder, "not-there"), 1)).toBeUndefined();
});

test("many at once are answered one after the other, looks before makings", async () => {
  pictures = new Pictures();
  const path = await file("small", await jpeg(60, 40));
  const order: string[] = [];
  await Promise.all([
    ...["a", "b", "c"].map((name) => pictures.make(asked(path, name)).then(() => order.push("make"))),
    ...["d", "e"].map(() => pictures.look(path, 1).then(() => order.push("look"))),
  ]);
  // The first was begun before anybody looked.
  expect(order).toEqual(["make", "look", "look", "make", "make"]);
});

test("of many that one person sends another's is not the last, and what links lead to is like one person's", async () => {
  pictures = new Pictures();
  const path = await file("turns", await jpeg(60, 40));
  const order: string[] = [];
  const make = (of: PicturesOf, name: string) =>
    pictures.inTurn(of, () => pictures.make(asked(path, name))).then(() => order.push(name));
  const look = (of: PicturesOf, name: string) => pictures.look(path, of).then(() => order.push(name));
  await Promise.all([
    ...["album 1", "album 2", "album 3"].map((name) => make(1, name)),
    ...["link 1", "link 2"].map((name) => make("previews", name)),
    make(2, "other"),
  ]);
  expect(order.splice(0)).toEqual(["album 1", "album 2", "link 1", "other", "album 3", "link 2"]);
  await Promise.all([...["look 1", "look 2", "look 3"].map((name) => look(1, name)), look(2, "other look")]);
  // As the first of an album is begun the next waits before anybody else comes.
  expect(order).toEqual(["look 1", "look 2", "other look", "look 3"]);
});

test("a person's album is not refused, and their whole camera is", async () => {
  pictures = new Pictures();
  const path = await file("camera", await jpeg(9, 9));
  const looks = await Promise.allSettled(
    Array.from({ length: maxWaitingLooksOfPerson + 5 }, () => pictures.look(path, 1)),
  );
  // One was begun at once.
  expect(looks.filter(({ status }) => status === "rejected")).toHaveLength(4);
  expect(looks.at(-1)).toMatchObject({ reason: { code: "overloaded" } });
});

test("a process that ends over a picture takes nothing else along", async () => {
  pictures = new Pictures();
  const path = await file("noise", await noise());
  const broken = pictures.make(asked(path, "noise"));
  const next = pictures.look(path, 1);
  await expect.poll(() => kill()).toBe(true);
  await expect(broken).rejects.toMatchObject({ code: "unavailable" });
  expect(await next).toEqual({ width: 4_000, height: 3_000 });

  function kill(): boolean {
    const { pid } = pictures.worker ?? {};
    return pid !== undefined && process.kill(pid, "SIGKILL");
  }
});

const noise = () =>
  sharp({
    create: {
      width: 4_000,
      height: 3_000,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();

test("nothing of this process's settings is in that of the pictures", async () => {
  process.env["HUBBUB_TEST_SECRET"] = "secret-of-a-test";
  pictures = new Pictures();
  const path = await file("one", await jpeg(9, 9));
  await pictures.look(path, 1);
  const pid = pictures.worker?.pid;
  expect(await readFile(`/proc/${pid}/environ`, "utf8")).not.toContain("secret-of-a-test");
  delete process.env["HUBBUB_TEST_SECRET"];
});
