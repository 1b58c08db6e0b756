import { setFlagsFromString } from "node:v8";

/**
 * V8 makes its best machine code of a function after 3 000 calls. For an instance that is too soon at first: while everybody
 * comes back after its start, compiling takes a quarter of its CPU, more than it saves. And it is too late afterwards: at
 * 150 messages a second it comes after 20 s at the earliest (docs/performance.md). So it is put off, then hurried.
 * An unknown flag is reported on stderr and ignored.
 */
export function timeCompilation(): void {
  for (const flag of [...soonerFlags, ...laterFlags]) setFlagsFromString(flag);
  setTimeout(() => setFlagsFromString("--no-efficiency-mode"), rushMs).unref();
}

const soonerFlags = ["--invocation-count-for-turbofan=300", "--minimum-invocations-after-ic-update=100"];
/**
 * In efficiency mode V8 counts calls and does not compile. Asking for more calls meanwhile would outlast the rush: how many
 * a function must have is set when its count begins.
 */
const laterFlags = ["--efficiency-mode", "--efficiency-mode-for-tiering-heuristics"];
const rushMs = 10_000;
