import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type * as promises from "node:fs/promises";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@hubbub/stack/testing";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { getBytes, putBytes } from "./file-storage.contract.ts";
import { createFolderStorage } from "./folder-storage.ts";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof promises>();
  return { ...real, mkdir: vi.fn<typeof real.mkdir>(real.mkdir) };
});

const making = vi.mocked(mkdir);
const makeReally = making.getMockImplementation()!;
beforeEach(() => void making.mockImplementation(makeReally));

/** A disk that was in use before. */
function usedFolder() {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-files-"));
  mkdirSync(join(folder, "objects"));
  const storage = createFolderStorage({ folder, instance: "chat-1", times: { startMs: 50 } });
  onTestFinished(() => {
    storage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return storage;
}

function fail(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code, syscall: "mkdir" }));
}

test.each(["ENOSPC", "EDQUOT", "EIO", "ESTALE", "ETIMEDOUT"])(
  "a disk that says %s is away, and takes files once it is well",
  async (code) => {
    const storage = usedFolder();
    making.mockImplementation(() => fail(code));
    await expect(storage.start()).rejects.toMatchObject({ code: "unavailable", cause: { code } });
    making.mockImplementation(makeReally);
    await waitFor(() => putBytes(storage, "kept", Buffer.from("late")));
    expect((await getBytes(storage, "kept"))?.toString()).toBe("late");
  },
);

test("so is one that does not answer", async () => {
  const storage = usedFolder();
  const well = Promise.withResolvers<void>();
  making.mockImplementation(async (path, options) => (await well.promise, makeReally(path, options)));
  await expect(storage.start()).rejects.toMatchObject({ code: "unavailable" });
  well.resolve();
  await waitFor(() => putBytes(storage, "kept", Buffer.from("late")));
});

test.each(["EACCES", "EROFS", "ENOTDIR"])("a folder that says %s will never do, and ends the start", async (code) => {
  making.mockImplementation(() => fail(code));
  await expect(usedFolder().start()).rejects.toThrow(/^FILES_URL: this process cannot keep files in .* \(E/);
});
