import { mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { giveTo } from "../processes/ownership.ts";

type Env = Readonly<Record<string, string>>;

const names = ["FILES_URL", "FILES_URL_FILE"];

/**
 * Where files are kept, for the chat instances' environment, and the folder that they must get to for it: as somebody says
 * in what the services are given, or `folder`, which is made theirs.
 */
export function placeFiles(
  serviceEnv: Env,
  folder: string,
): { readonly env: Env; readonly folders: readonly string[] } {
  const said = Object.fromEntries(
    Object.entries(serviceEnv).filter(([name, value]) => isOfFiles(name) && value !== ""),
  );
  if (Object.keys(said).length > 0) return { env: said, folders: foldersOf(said["FILES_URL"] ?? "") };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo("chat-service", folder);
  return { env: { FILES_URL: pathToFileURL(folder).href }, folders: [folder] };
}

/** The rest, for who must not have the key of a bucket. */
export function withoutFiles(serviceEnv: Env): Env {
  return Object.fromEntries(Object.entries(serviceEnv).filter(([name]) => !isOfFiles(name)));
}

function isOfFiles(name: string): boolean {
  return names.includes(name);
}

/** What is wrong with the address the chat-service says better. */
function foldersOf(url: string): string[] {
  try {
    return [fileURLToPath(url)];
  } catch {
    return [];
  }
}
