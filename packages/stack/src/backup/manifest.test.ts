import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Manifest, readManifest, writeManifest } from "./manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "hubbub-manifest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest: Manifest = {
  format: 1,
  takenAt: "2026-12-01T16:02:03.000Z",
  hubbub: "0.1.0",
  postgres: "18.4",
  objects: "here",
  folders: ["postgres", "postgres/base"],
  files: [{ path: "secrets.json", bytes: 2, sha256: "00" }],
};

test("it is read as it was written", () => {
  writeManifest(folder, manifest);
  expect(readManifest(folder)).toEqual(manifest);
});

test.each(["../up", "/etc/passwd", "postgres/../../up", "postgres//base", ""])(
  "nothing in it leads out: %j",
  (path) => {
    writeManifest(folder, { ...manifest, files: [{ path, bytes: 0, sha256: "" }] });
    expect(() => readManifest(folder)).toThrow("leads out of it");
    writeManifest(folder, { ...manifest, folders: [path] });
    expect(() => readManifest(folder)).toThrow("leads out of it");
  },
);

test.each([
  [JSON.stringify({ ...manifest, format: 2 }), "a backup of a later hubbub"],
  [JSON.stringify(manifest).slice(0, -5), "is damaged"],
])("what it does not know it refuses", (text, why) => {
  writeFileSync(join(folder, "manifest.json"), text);
  expect(() => readManifest(folder)).toThrow(why);
});
