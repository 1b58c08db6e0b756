import assert from "node:assert/strict";
import { HubbubError } from "@hubbub/client";

/** Fails unless the server refuses it for that reason. */
export async function refuses(code: string, attempt: Promise<unknown>): Promise<void> {
  await assert.rejects(attempt, (error) => error instanceof HubbubError && error.code === code);
}
