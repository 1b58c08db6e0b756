import type { CommandAnswer } from "./command-call.ts";

export async function ping(): CommandAnswer {
  return { type: "pong" };
}
