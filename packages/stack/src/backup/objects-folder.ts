import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where what people sent lies: what the settings of a chat instance name, a folder or a bucket, or nothing. */
export type Objects = { readonly folder: string } | "in a bucket" | "not said";

/** By `FILES_URL`, or what stands in the file that `FILES_URL_FILE` names. */
export function objectsFolder(env: Readonly<Record<string, string | undefined>>): Objects {
  const file = env["FILES_URL_FILE"] ?? "";
  const url = file === "" ? (env["FILES_URL"] ?? "") : readFileSync(file, "utf8").trim();
  if (url === "") return "not said";
  return url.startsWith("file:") ? { folder: join(fileURLToPath(url), "objects") } : "in a bucket";
}
