import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { partsHaveUsers } from "../processes/isolation.ts";
import { partUsers } from "../processes/part-users.ts";
import { placeFiles, withoutFiles } from "./place-files.ts";

test("where nobody says, files have a folder that is made for them", () => {
  const top = mkdtempSync(join(tmpdir(), "hubbub-place-"));
  onTestFinished(() => rmSync(top, { recursive: true }));
  const folder = join(top, "with # and %", "files");
  const { env, folders } = placeFiles({ FILES_URL: "", OTHER: "x" }, folder);
  expect(env).toEqual({ FILES_URL: `file://${top}/with%20%23%20and%20%25/files` });
  expect(folders).toEqual([folder]);
  const { mode, uid } = statSync(folder);
  expect(mode & 0o777).toBe(0o700);
  expect(uid).toBe(partsHaveUsers() ? partUsers["chat-service"] : process.getuid?.());
});

test.each([
  [{ FILES_URL: "file:///srv/a%20b" }, ["/srv/a b"]],
  [{ FILES_URL: "s3://KEY:SECRET@host/bucket" }, []],
  [{ FILES_URL_FILE: "/run/secrets/files" }, []],
  [{ FILES_URL: "file:wrong" }, ["/wrong"]],
  [{ FILES_URL: "wrong" }, []],
])("what somebody says is passed on as it is: %j", (said, folders) => {
  expect(placeFiles({ ...said, OTHER: "x" }, "/nowhere/files")).toEqual({ env: said, folders });
});

test("who has no use for the key of a bucket does not get it", () => {
  const env = { FILES_URL: "s3://KEY:SECRET@host/bucket", FILES_URL_FILE: "", FILES_QUOTA_PERSON: "1" };
  expect(withoutFiles(env)).toEqual({ FILES_QUOTA_PERSON: "1" });
});
