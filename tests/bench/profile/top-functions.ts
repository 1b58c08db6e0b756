import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CpuProfile, selfTimes, topFunctions as toText } from "@hubbub/stack";

const functionsShown = 30;

/** Where each profiled process spent its CPU, as text: of its second half, for starting is over by then. */
export function topFunctions(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const profileOf = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8")) as CpuProfile;
  return names.map((name) => `${name}: ${toText(selfTimes(profileOf(name), 0.5), functionsShown)}`).join("\n");
}
