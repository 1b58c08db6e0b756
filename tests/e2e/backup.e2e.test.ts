import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { HubbubClient } from "@hubbub/client";
import { freePort } from "@hubbub/stack";
import { afterAll, describe, expect, inject, test } from "vitest";
import { call, someUser } from "./support/api.ts";
import { signedInSocket } from "./support/open-socket.ts";
import { share } from "./support/some-files.ts";
import { someRoom, write } from "./support/some-room.ts";
import { startSystem } from "./support/start-system.ts";
import { until } from "./support/until.ts";

const url = inject("url");
const dataFolder = inject("dataFolder");
const folder = mkdtempSync(join(tmpdir(), "hubbub-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const backups = join(folder, "backups");

/** `make` finds what runs by its data folder, which a system that runs elsewhere does not have here. */
describe.skipIf(dataFolder === undefined)("what make backup copied", () => {
  let backup = "";
  /** An object in it that is not what it was. */
  let damaged = "";

  test("make restore gives back, and chat goes on in another history, which no one mixes with the lost one", async () => {
    const [alice, ben] = [await someUser(url, "alice"), await someUser(url, "ben")];
    const room = await someRoom(url, alice, { type: "private", members: [ben] });
    const shared = await share(url, room, alice, "a file", [["notes.txt", "kept"]]);
    const other = await share(url, room, alice, "another", [["other.txt", "of a bad block"]]);

    const site = await movableSite(url);
    const client = new HubbubClient({ baseUrl: site.url, refreshTokenIn: "memory" });
    await client.session.login(alice.username, alice.password);

    const writer = keepWriting(room.id, ben.token);
    await until("some is written", 10_000, () => writer.acked.length >= 5);
    const before = writer.acked.length;
    backup = lastLine(await make("backup", { HUBBUB_DATA: dataFolder ?? "", TO: backups }));
    await writer.stop();
    expect(writer.acked.length).toBeGreaterThan(before);
    damaged = objectsOf(backup).find((path) => readFileSync(join(backup, path), "utf8") === "of a bad block") ?? "none";
    writeFileSync(join(backup, damaged), "of A bad block");

    // A page and a socket that know more than the backup does.
    const page = client.room(room.id);
    page.open();
    await write(url, room, ben, "lost 1", "lost 2");
    const texts = () =>
      page.state.snapshot().items.flatMap((item) => (item.kind === "message" ? [item.message.content] : []));
    await until("the page shows what will be lost", 10_000, () => texts().includes("lost 2"));
    const ahead = await signedInSocket(url, ben.token);
    ahead.send({ type: "join_room", room_id: room.id });
    const place = await ahead.next("room_joined");

    const restored = await startSystem({ RATE_LIMITS: "off" }, (data) => refuseThenRestore(backup, data));
    try {
      site.moveTo(restored.url);
      const mine = await call(restored.url, "GET", "/api/v1/users/me", { token: ben.token });
      expect(mine.status).toBe(401);
      const { body: again } = await call(restored.url, "POST", "/api/v1/users/login", {
        body: { username: ben.username, password: ben.password },
      });
      const socket = await signedInSocket(restored.url, again.token);
      socket.send({ type: "join_room", room_id: room.id, after_seq: place["last_seq"], epoch: place["epoch"] });
      const joined = await socket.next("room_joined");
      expect(joined).toMatchObject({ recovered: false });
      expect(joined["epoch"]).not.toBe(place["epoch"]);

      // All that was acknowledged before the backup was begun, nothing twice, and no hole.
      const contents = await allContents(restored.url, room.id, again.token);
      const numbers = contents.filter((content) => content.startsWith("n ")).map((content) => Number(content.slice(2)));
      expect(numbers).toEqual(writer.acked.slice(0, numbers.length));
      expect(numbers.length).toBeGreaterThanOrEqual(before);
      expect(contents).not.toContain("lost 1");
      const file = await call(restored.url, "GET", `/api/v1/rooms/${room.id}/files`, { token: again.token });
      const fetched = file.body.files.map(async ({ attachment }: { attachment: { id: string; url: string } }) => {
        const answer = await fetch(new URL(attachment.url, restored.url));
        return [attachment.id, answer.status, answer.ok ? await answer.text() : ""];
      });
      const expected = [
        [other.ids[0], 404, ""],
        [shared.ids[0], 200, "kept"],
      ];
      expect(await Promise.all(fetched)).toEqual(expected);

      await write(restored.url, room, { ...ben, token: again.token }, "after");
      await until("the page shows the new history", 60_000, () => texts().includes("after"));
      expect(texts()).not.toContain("lost 1");
      expect(texts()).not.toContain("lost 2");
      const newcomer = await someUser(restored.url, "newcomer");
      expect(newcomer.id).toBeGreaterThan(ben.id + 1_000);
    } finally {
      client.close();
      await site.close();
      await restored.destroy();
    }
  }, 300_000);

  test("is its owner's alone, and takes no room for files that an earlier backup has", async () => {
    const output = await make("backup", { HUBBUB_DATA: dataFolder ?? "", TO: backups });
    const again = lastLine(output);
    const paths = readdirSync(again, { recursive: true, encoding: "utf8" }).map((path) => join(again, path));
    for (const path of [again, ...paths]) expect(statSync(path).mode & 0o077, path).toBe(0);
    // Other tests share files on this system meanwhile.
    const objects = objectsOf(backup).filter((path) => objectsOf(again).includes(path));
    expect(objects.length).toBeGreaterThan(0);
    for (const path of objects) expect(statSync(join(again, path)).nlink, path).toBe(path === damaged ? 1 : 2);
    expect(output).toContain(`damaged in an earlier backup, and copied anew: ${join(basename(backup), damaged)}\n`);
    expect(readFileSync(join(again, damaged), "utf8")).toBe("of a bad block");
  });

  test("is refused where it is damaged, and where it was cut short", async () => {
    const settings = { HUBBUB_DATA: join(folder, "never"), FROM: backup };
    writeFileSync(join(backup, "postgres/PG_VERSION"), "17\n");
    const damaged = await tryToMake("restore", settings);
    expect(damaged.stderr).toContain(
      "make restore: the backup is damaged:\n  postgres/PG_VERSION is not what it was\n",
    );
    rmSync(join(backup, "manifest.json"));
    const cutShort = await tryToMake("restore", settings);
    expect(cutShort.stderr).toMatch(/^make restore: [^\n]* is no backup, or one that was cut short: [^\n]*\n/);
    expect([damaged.status, cutShort.status]).not.toContain(0);
    expect(existsSync(join(folder, "never/postgres"))).toBe(false);
  });
});

function objectsOf(of: string): string[] {
  const { files } = JSON.parse(readFileSync(join(of, "manifest.json"), "utf8")) as { files: { path: string }[] };
  return files.map(({ path }) => path).filter((path) => path.startsWith("objects/"));
}

/** Every message of a room, the oldest first. */
async function allContents(from: string, roomId: number, token: string): Promise<string[]> {
  const contents: string[] = [];
  for (let before = ""; ;) {
    const { body } = await call(from, "GET", `/api/v1/rooms/${roomId}/messages?limit=100${before}`, { token });
    const page = body.messages as { seq: number; content: string }[];
    contents.unshift(...page.map(({ content }) => content));
    if (page[0] === undefined) return contents;
    before = `&before_seq=${page[0].seq}`;
  }
}

/** Into a folder with databases in it, which are put aside. */
async function refuseThenRestore(from: string, into: string): Promise<void> {
  mkdirSync(join(into, "postgres"), { mode: 0o700 });
  writeFileSync(join(into, "postgres/PG_VERSION"), "yesterday's\n");
  const settings = { HUBBUB_DATA: into, FROM: from, DAMAGED: "skip" };
  const refused = await tryToMake("restore", settings);
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain("would be overwritten: FORCE=1 puts what is there aside, and deletes nothing");

  const stopped = await tryToMake("restore", { ...settings, FORCE: "1" }, "the databases recover");
  expect(stopped.stderr).toContain("make restore: stopped, with nothing changed");
  expect(readdirSync(into).filter((name) => /\.(restored|before)-/.test(name))).toEqual([]);

  // What one leaves that is killed while names are given.
  writeFileSync(join(into, "restoring.json"), JSON.stringify({ backup: from }));
  expect(await failedStart(into)).toContain("a restore did not end: run make restore again");
  expect(await make("restore", settings)).toMatch(/^left out: objects\/\S+ is not what it was$/m);
  const aside = readdirSync(into).filter((name) => name.startsWith("postgres.before-"));
  expect(aside.map((name) => readFileSync(join(into, name, "PG_VERSION"), "utf8"))).toEqual(["yesterday's\n"]);
}

async function make(target: "backup" | "restore", settings: Readonly<Record<string, string>>): Promise<string> {
  const { status, stdout, stderr } = await tryToMake(target, settings);
  if (status !== 0) throw new Error(`make ${target} ended with ${status}: ${stderr}`);
  return stdout;
}

/** What a launcher says that cannot start on a data folder. */
async function failedStart(on: string): Promise<string> {
  const env = { ...process.env, HUBBUB_PORT: String(await freePort()), HUBBUB_DATA: on };
  const child = spawn(process.execPath, ["packages/stack/src/up.ts"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  expect(await once(child, "close")).toEqual([1, null]);
  return stderr;
}

/** `endAt`: it is told to end when it says that. */
async function tryToMake(target: "backup" | "restore", settings: Readonly<Record<string, string>>, endAt?: string) {
  const child = spawn("make", ["--no-print-directory", target], {
    env: { ...process.env, MAKEFLAGS: "", TO: "", FROM: "", FORCE: "", DAMAGED: "", ...settings },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    if (endAt !== undefined && stdout.includes(endAt)) child.kill("SIGTERM");
  });
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout, stderr };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** Somebody writes `n 1`, `n 2` … one after the other until they are stopped. */
function keepWriting(roomId: number, token: string) {
  const stopping = new AbortController();
  const acked: number[] = [];
  const writing = (async () => {
    for (let n = 1; !stopping.signal.aborted; n += 1) {
      const body = { content: `n ${n}` };
      const { status } = await call(url, "POST", `/api/v1/rooms/${roomId}/messages`, { token, body });
      if (status === 200) acked.push(n);
    }
  })();
  return {
    acked,
    async stop() {
      stopping.abort();
      await writing;
    },
  };
}

/** An address that leads to one system, and then to another: what a machine is whose disk was replaced. */
async function movableSite(first: string) {
  let port = Number(new URL(first).port);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    moveTo(next: string) {
      port = Number(new URL(next).port);
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
