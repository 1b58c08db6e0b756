import { Session } from "node:inspector/promises";
import { setTimeout as pause } from "node:timers/promises";
import { profileSampleUs } from "../limits.ts";

/** Where this process spends its CPU for that long, as the text of a `.cpuprofile`; what it has until then once `signal` aborts. */
export async function takeCpuProfile(seconds: number, signal: AbortSignal): Promise<string> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: profileSampleUs });
    await session.post("Profiler.start");
    await pause(seconds * 1_000, undefined, { signal }).catch(() => undefined);
    const { profile } = await session.post("Profiler.stop");
    return JSON.stringify(profile);
  } finally {
    session.disconnect();
  }
}
