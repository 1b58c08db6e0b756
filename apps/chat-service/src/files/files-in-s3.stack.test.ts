import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noS3, testS3, type TestS3, waitFor } from "@hubbub/stack/testing";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

describe.skipIf(noS3 !== undefined)("instances that keep files in S3", () => {
  const local = mkdtempSync(join(tmpdir(), "hubbub-files-in-s3-"));
  let s3: TestS3;
  let stack: ChatStack;
  let one: ChatInstance;
  let two: ChatInstance;
  let ada: TestUser;
  let roomId: number;
  let settings: Record<string, string>;

  beforeAll(async () => {
    [s3, stack] = await Promise.all([testS3(), startChatStack()]);
    const secret = encodeURIComponent(s3.secretAccessKey);
    const address = `s3://${s3.accessKeyId}:${secret}@127.0.0.1:${s3.port}/${s3.bucket}/hubbub?tls=off&incoming=${local}`;
    writeFileSync(join(local, "address"), address);
    settings = { FILES_URL: "", FILES_URL_FILE: join(local, "address") };
    [one, two] = await Promise.all([stack.start("chat-1", settings), stack.start("chat-2", settings)]);
    ada = await stack.users.register("ada");
    roomId = await newRoom(one, ada, "private");
  });
  afterAll(async () => {
    await stack?.stop();
    await s3?.stop();
    rmSync(local, { recursive: true, force: true });
  });

  const upload = async (name: string, body: string | Uint8Array<ArrayBuffer>) => {
    const response = await fetch(`http://127.0.0.1:${one.httpPort}/api/v1/rooms/${roomId}/files?name=${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${ada.token}`, "content-type": "application/octet-stream" },
      body,
    });
    return { status: response.status, json: (await response.json()) as { id: string; url: string; code?: string } };
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${two.httpPort}${path}`, { headers });
  const partsOf = (id: string) => readdirSync(join(s3.folder, "hubbub", id)).toSorted();

  test("give on one what came to another, in parts too, and leave nothing behind on their own disks", async () => {
    const { status, json } = await upload("digits.bin", "0123456789");
    expect(status, JSON.stringify(json)).toBe(200);
    expect(partsOf(json.id)).toEqual(["file"]);
    expect(await (await get(json.url)).text()).toBe("0123456789");
    const part = await get(json.url, { range: "bytes=3-5" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 3-5/10", "345"]);
    expect(readdirSync(local, { recursive: true, encoding: "utf8" }).toSorted()).toEqual([
      "address",
      "of-chat-1",
      "of-chat-2",
    ]);
  });

  test("make pictures anew, and let the original go", async () => {
    const picture = sharp({ create: { width: 800, height: 600, channels: 3, background: "#2a6" } });
    const { json } = await upload("green.jpg", new Uint8Array(await picture.jpeg().toBuffer()));
    const answer = await get(json.url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    await answer.arrayBuffer();
    await waitFor(() => expect(partsOf(json.id)).toEqual(["thumbnail", "view"]));
  });

  test("say unavailable while it is away, chat on, start without it, and go on when it is back", async () => {
    const { json } = await upload("kept.bin", "kept");
    await s3.kill();
    expect(await upload("lost.bin", "lost")).toMatchObject({ status: 503, json: { code: "unavailable" } });
    expect((await get(json.url)).status).toBe(503);
    const path = `/api/v1/rooms/${roomId}/messages`;
    expect((await one.rest("POST", path, { as: ada, body: { content: "still here" } })).status).toBe(200);
    await stack.start("chat-3", settings);
    await s3.start();
    expect((await upload("later.bin", "later")).status).toBe(200);
    expect(await (await get(json.url)).text()).toBe("kept");
  });
});
