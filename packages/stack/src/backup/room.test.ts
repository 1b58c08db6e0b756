import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { assertRoom } from "./room.ts";

const [folder, beside] = [mkdtempSync(join(tmpdir(), "hubbub-room-")), mkdtempSync(join(tmpdir(), "hubbub-room-"))];
afterAll(() => [folder, beside].forEach((path) => rmSync(path, { recursive: true, force: true })));
const { bavail, bsize } = statfsSync(folder);
const free = bavail * bsize;

test("what a disk has no room for is said before anything is copied", () => {
  expect(() => assertRoom([{ folder, files: [{ bytes: free }] }])).toThrow(
    /^the disk of .* has \d+ MB free, and \d+ MB/,
  );
  expect(() => assertRoom([{ folder, files: [{ bytes: 1 }] }])).not.toThrow();
});

test("folders of one disk share its room", () => {
  const files = [{ bytes: free * 0.6 }];
  expect(() => assertRoom([{ folder, files }])).not.toThrow();
  expect(() => assertRoom([folder, beside].map((path) => ({ folder: path, files })))).toThrow("are needed");
});
