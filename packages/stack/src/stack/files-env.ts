import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { giveTo } from "../processes/ownership.ts";

type Env = Readonly<Record<string, string>>;

const names = ["FILES_URL", "FILES_URL_FILE"];

/** Of what the services are given, what tells where files are kept; the chat-service's own folder where nobody says. */
export function filesEnv(serviceEnv: Env, folder: string): Env {
  const said = Object.entries(serviceEnv).filter(([name, value]) => names.includes(name) && value !== "");
  if (said.length > 0) return Object.fromEntries(said);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo("chat-service", folder);
  return { FILES_URL: pathToFileURL(folder).href };
}

/** The rest, for who must not have the key of a bucket. */
export function withoutFiles(serviceEnv: Env): Env {
  return Object.fromEntries(Object.entries(serviceEnv).filter(([name]) => !names.includes(name)));
}
