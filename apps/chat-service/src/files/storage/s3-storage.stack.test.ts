import { execFileSync } from "node:child_process";
import dns from "node:dns";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@hubbub/errors";
import { noS3, testS3, type TestS3 } from "@hubbub/stack/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { FileStorage } from "./file-storage.ts";
import { contractReaderMs, fileStorageContract, getBytes, openDescriptors, putBytes } from "./file-storage.contract.ts";
import { S3Client } from "./s3-client.ts";
import { createS3Storage, type S3StorageOptions } from "./s3-storage.ts";

const local = mkdtempSync(join(tmpdir(), "hubbub-s3-incoming-"));
let s3: TestS3;

beforeAll(async () => {
  if (noS3 === undefined) s3 = await testS3();
});
afterAll(async () => {
  await s3?.stop();
  rmSync(local, { recursive: true, force: true });
});

function optionsOf(changed: Partial<S3StorageOptions> = {}): S3StorageOptions {
  return {
    endpoint: `http://127.0.0.1:${s3.port}`,
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
    bucket: s3.bucket,
    prefix: "",
    region: "us-east-1",
    style: "path",
    incoming: local,
    instance: "chat-1",
    times: { readerMs: contractReaderMs, retryMs: 10 },
    ...changed,
  };
}

function open(changed: Partial<S3StorageOptions> = {}): FileStorage {
  const storage = createS3Storage(optionsOf(changed));
  onTestFinished(() => storage.close());
  return storage;
}

async function started(changed: Partial<S3StorageOptions> = {}): Promise<FileStorage> {
  const storage = open(changed);
  await storage.start();
  return storage;
}

type Answer = (request: IncomingMessage, response: ServerResponse, pass: () => void) => void;

/** A server before S3, which answers by itself or passes on what it is asked, and the requests that it heard. */
async function before(answer: Answer): Promise<{ endpoint: string; heard: string[] }> {
  const heard: string[] = [];
  const server: Server = createServer((asked, response) => {
    heard.push(`${asked.method} ${asked.url}`);
    answer(asked, response, () => {
      const { method, url: path, headers } = asked;
      const onward = request({ host: "127.0.0.1", port: s3.port, method, path, headers }, (answered) => {
        response.writeHead(answered.statusCode ?? 0, answered.headers);
        answered.pipe(response);
      });
      onward.on("error", () => response.destroy());
      asked.pipe(onward);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

const caught = (promise: Promise<unknown>) =>
  promise.then(() => undefined).catch((error: unknown) => error as AppError);

test("S3 is there to be tested with", (context) => {
  context.skip(noS3 !== undefined, noS3);
  expect(s3.port).toBeGreaterThan(0);
});

describe.skipIf(noS3 !== undefined)("the storage in S3", () => {
  fileStorageContract({
    open: (instance) => createS3Storage(optionsOf({ instance: instance ?? "chat-1", prefix: "contract/" })),
    held: () => openDescriptors(/^socket:/),
  });
});

describe.skipIf(noS3 !== undefined)("S3", () => {
  test("an object stands in the bucket below the prefix, and a start leaves nothing there", async () => {
    const storage = await started({ prefix: "of/hubbub/" });
    await putBytes(storage, "1f/file", Buffer.from("abc"));
    expect(readFileSync(join(s3.folder, "of/hubbub/1f/file"), "utf8")).toBe("abc");
    expect(readdirSync(join(s3.folder, "of/hubbub"))).toEqual(["1f"]);
  });

  test("the bucket may stand in the host's name", async () => {
    const host = vi
      .spyOn(dns, "lookup")
      .mockImplementation(((_: string, options: object, done: CallableFunction) =>
        done(
          null,
          "all" in options && options.all === true ? [{ address: "127.0.0.1", family: 4 }] : "127.0.0.1",
          4,
        )) as never);
    onTestFinished(() => host.mockRestore());
    const storage = await started({ endpoint: `http://${s3.host}`, style: "host" });
    await putBytes(storage, "in-host-style/file", Buffer.from("abc"));
    expect((await getBytes(storage, "in-host-style/file", { start: 1, end: 1 }))?.toString()).toBe("b");
    expect(host).toHaveBeenCalledWith(`${s3.bucket}.s3.test`, expect.anything(), expect.anything());
    await storage.delete(["in-host-style/file"]);
    expect(await storage.get("in-host-style/file")).toBeUndefined();
  });

  test.each<[string, Partial<S3StorageOptions>, string]>([
    ["a secret that is not the key's", { secretAccessKey: "another" }, "403 SignatureDoesNotMatch"],
    ["a key that there is not", { accessKeyId: "another" }, "404 XAdminUserNotFound"],
    ["another region", { region: "eu-central-1" }, "400 AuthorizationHeaderMalformed"],
    ["a bucket that there is not", { bucket: "another" }, "404 NoSuchBucket"],
  ])("%s ends the start with what S3 says, and nothing of a secret", async (_, changed, says) => {
    const error = await caught(open(changed).start());
    expect(error).not.toBeInstanceOf(AppError);
    expect(error?.message).toMatch(/^FILES_URL: no files can be kept in the bucket /);
    expect(error?.message).toContain(says);
    expect(error?.message).not.toContain(changed.secretAccessKey ?? s3.secretAccessKey);
  });

  test("only an object that is missing is missing: not one that nobody was asked for", async () => {
    const { endpoint } = await before((_, response) => response.writeHead(404).end("<html>Not found</html>"));
    for (const storage of [open({ endpoint }), open({ bucket: "another" }), open({ accessKeyId: "another" })]) {
      await expect(storage.get("any")).rejects.toMatchObject({ code: "unavailable", cause: { status: 404 } });
      await expect(storage.delete(["any"])).rejects.toMatchObject({ code: "unavailable", cause: { status: 404 } });
    }
  });

  test("who is refused later on is told that files cannot be reached, and the log why", async () => {
    const storage = open({ secretAccessKey: "another" });
    const refused = { code: "unavailable", cause: { code: "SignatureDoesNotMatch", status: 403 } };
    await expect(storage.get("any")).rejects.toMatchObject(refused);
    await expect(storage.delete(["any"])).rejects.toMatchObject(refused);
    const path = join(local, "refused");
    writeFileSync(path, Buffer.alloc(20_000_000));
    await expect(storage.put("any", path, 20_000_000)).rejects.toMatchObject(refused);
    expect(readFileSync(path).length).toBe(20_000_000);
  });

  test("the signature covers the bytes: others than were signed are refused", async () => {
    const client = new S3Client(optionsOf());
    onTestFinished(() => client.close());
    const path = join(local, "other-bytes");
    writeFileSync(path, "abd");
    const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const put = client.ask({ method: "PUT", key: "other-bytes", file: { path, size: 3, sha256 } });
    await expect(put).rejects.toMatchObject({ status: 400, code: "XAmzContentSHA256Mismatch" });
    expect(await open().get("other-bytes")).toBeUndefined();
  });

  test("what fails twice is tried again: refused for the moment, or cut off in the middle", async () => {
    const left = new Map<string, number>();
    const { endpoint, heard } = await before((asked, response, pass) => {
      const tried = left.get(asked.method!) ?? 0;
      left.set(asked.method!, tried + 1);
      if (tried === 0) {
        asked.resume().on("end", () => response.writeHead(503).end("<Error><Code>SlowDown</Code></Error>"));
      } else if (tried === 1)
        asked.once("data", () => asked.socket.destroy()).once("end", () => asked.socket.destroy());
      else pass();
    });
    const storage = open({ endpoint });
    const bytes = Buffer.alloc(3_000_000, "x");
    await putBytes(storage, "again/file", bytes);
    expect((await getBytes(storage, "again/file"))?.equals(bytes)).toBe(true);
    await storage.delete(["again/file"]);
    const path = `/${s3.bucket}/again/file`;
    expect(heard).toEqual(["PUT", "GET", "DELETE"].flatMap((method) => Array<string>(3).fill(`${method} ${path}`)));
    expect(await open().get("again/file")).toBeUndefined();
  });

  test("what fails for longer is given up, and what is refused is asked once", async () => {
    const failing = await before((asked, response) => {
      asked.resume().on("end", () => response.writeHead(500).end());
    });
    await expect(open(failing).get("any")).rejects.toMatchObject({ code: "unavailable", cause: { status: 500 } });
    expect(failing.heard).toHaveLength(4);
    const refusing = await before((_, response) => response.writeHead(403).end());
    await expect(open(refusing).get("any")).rejects.toMatchObject({ code: "unavailable", cause: { status: 403 } });
    expect(refusing.heard).toHaveLength(1);
  });

  test("one that says nothing is waited for so long and no longer", async () => {
    const { endpoint, heard } = await before(() => undefined);
    const times = { waitMs: 100, retryMs: 10 };
    await expect(open({ endpoint, times }).get("any")).rejects.toMatchObject({
      code: "unavailable",
      cause: { code: "ETIMEDOUT", message: "no answer within 100 ms" },
    });
    expect(heard).toHaveLength(4);
    const total = { waitMs: 10_000, totalMs: 150, retryMs: 10 };
    await expect(open({ endpoint, times: total }).get("any")).rejects.toMatchObject({ cause: { code: "ETIMEDOUT" } });
    expect(heard).toHaveLength(5);
  });

  test("who refuses before the bytes have come, and takes no more of them, is not waited for", async () => {
    const { endpoint } = await before((asked, response) => {
      asked.pause();
      response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
    });
    const path = join(local, "not-taken");
    writeFileSync(path, Buffer.alloc(30_000_000));
    const put = open({ endpoint }).put("not-taken", path, 30_000_000);
    await expect(put).rejects.toMatchObject({ code: "unavailable", cause: { code: "AccessDenied" } });
  });

  test.each([
    ["is cut off", (response: ServerResponse) => response.destroy()],
    ["falls silent", () => undefined],
  ])("an object whose transfer %s is an error to its reader, never a short object", async (_, stop) => {
    const { endpoint } = await before((_, response) => {
      response.writeHead(200, { "content-length": "1000000" });
      response.write(Buffer.alloc(500_000), () => stop(response));
    });
    const reading = getBytes(open({ endpoint, times: { waitMs: 200, retryMs: 10 } }), "any");
    await expect(reading).rejects.toMatchObject({ name: "AppError", code: "unavailable" });
  });

  test("a server that gives all of an object in place of a range is not believed", async () => {
    const { endpoint } = await before((_, response) => response.end("0123456789"));
    const part = open({ endpoint }).get("any", { start: 3, end: 5 });
    await expect(part).rejects.toMatchObject({ code: "unavailable" });
  });

  test("one that is away at the start may come later", async () => {
    const error = await caught(open({ endpoint: "http://127.0.0.1:9" }).start());
    expect(error).toMatchObject({ name: "AppError", code: "unavailable", cause: { code: "ECONNREFUSED" } });
  });

  test("a local folder that cannot be written ends the start", async () => {
    writeFileSync(join(local, "no-folder"), "");
    const starting = open({ incoming: join(local, "no-folder") }).start();
    await expect(starting).rejects.toThrow(/^FILES_URL: no files can be written to .* \(ENOTDIR/);
  });

  test("connections are used again", async () => {
    const sockets = new Set<unknown>();
    const { endpoint, heard } = await before((asked, _, pass) => {
      sockets.add(asked.socket);
      pass();
    });
    const storage = await started({ endpoint });
    for (let time = 0; time < 10; time++) {
      await putBytes(storage, "reused/file", Buffer.from(String(time)));
      expect((await getBytes(storage, "reused/file"))?.toString()).toBe(String(time));
    }
    expect(heard.length).toBeGreaterThan(20);
    expect(sockets.size).toBeLessThanOrEqual(4);
  });

  test("over TLS, with a certificate that is trusted and with no other", async () => {
    const pair = { path: join(local, "certificate.pem"), keyPath: join(local, "key.pem") };
    const script = new URL("../../../../../nginx/self-signed.sh", import.meta.url).pathname;
    execFileSync(script, [pair.path, pair.keyPath], { stdio: "ignore" });
    const secure = await testS3({ certificate: pair });
    onTestFinished(() => secure.stop());
    const endpoint = `https://127.0.0.1:${secure.port}`;
    const error = await caught(open({ endpoint }).start());
    expect(error).toMatchObject({ code: "unavailable", cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    const storage = await started({ endpoint, ca: readFileSync(pair.path, "utf8") });
    await putBytes(storage, "secure/file", Buffer.from("abc"));
    expect((await getBytes(storage, "secure/file"))?.toString()).toBe("abc");
  });
});
