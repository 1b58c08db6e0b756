import { AppError } from "@hubbub/errors";
import type { Command } from "../command.ts";
import type { CommandAnswer } from "../command-call.ts";

/** For frames that the protocol names and this version does not serve. */
export async function notAvailable({ type }: Command): CommandAnswer {
  throw new AppError("invalid_argument", `${type} is not available yet`, { field: "type" });
}
