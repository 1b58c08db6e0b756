import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { selfTimes, type CpuProfile } from "./self-times.ts";

const functionsShown = 30;

/** Where each profiled process spent its CPU, as text: the functions with the most time of their own. */
export function topFunctions(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .map((name) => toText(name, JSON.parse(readFileSync(join(folder, name), "utf8")) as CpuProfile))
    .join("\n");
}

function toText(name: string, profile: CpuProfile): string {
  const { busyMs, functions } = selfTimes(profile);
  const lines = functions.slice(0, functionsShown).map(({ place, ms }) => {
    return `${((ms / busyMs) * 100).toFixed(1).padStart(6)} %  ${place}`;
  });
  return `${name}: busy for ${(busyMs / 1_000).toFixed(1)} s\n${lines.join("\n")}\n`;
}
