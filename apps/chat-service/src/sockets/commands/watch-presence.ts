import { spendRead } from "../../fair-use/fair-use.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** Whom the socket watches besides those whom it is told of anyway; instead of those before. Throws `rate_limited`. */
export async function watchPresence(command: CommandOf<"watch_presence">, call: CommandCall): CommandAnswer {
  const { session, services, actor } = call;
  spendRead(services.messages.fairUse, actor.userId);
  services.peoplePresence.watch(session, command.user_ids.map(Number));
  return { type: "ok" };
}
