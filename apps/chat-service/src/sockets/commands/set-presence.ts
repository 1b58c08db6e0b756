import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** Says whether somebody sits before this client; a person is away where they are at none of theirs. */
export async function setPresence(
  { state }: CommandOf<"set_presence">,
  { session, services }: CommandCall,
): CommandAnswer {
  services.peoplePresence.set(session, state);
  return { type: "ok" };
}
