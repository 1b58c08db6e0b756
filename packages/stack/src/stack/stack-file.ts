import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** `stack.json`: what runs, for tests, benchmarks and `make down`. It is there while the whole system is up. */
export interface StackFile {
  readonly url: string;
  /** The process that started all others and ends them when it is told to. */
  readonly launcher: number;
  readonly pids: Readonly<Record<string, number>>;
  /** By the names of `pids`, and with `-ops` and `-grpc` behind a service's name. */
  readonly ports: Readonly<Record<string, number>>;
}

export function writeStackFile(dataFolder: string, stack: StackFile): void {
  writeFileAtomically(stackFilePath(dataFolder), `${JSON.stringify(stack, undefined, 2)}\n`, 0o644);
}

/** `undefined` where no system is up. */
export function readStackFile(dataFolder: string): StackFile | undefined {
  try {
    return JSON.parse(readFileSync(stackFilePath(dataFolder), "utf8")) as StackFile;
  } catch {
    return undefined;
  }
}

export function removeStackFile(dataFolder: string): void {
  rmSync(stackFilePath(dataFolder), { force: true });
}

function stackFilePath(dataFolder: string): string {
  return join(dataFolder, "stack.json");
}
