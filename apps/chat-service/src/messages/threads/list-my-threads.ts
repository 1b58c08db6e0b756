import { spendRead } from "../../fair-use/fair-use.ts";
import type { MessageContext } from "../message-context.ts";
import { type FollowedWanted, selectFollowedThreads } from "./followed-thread-queries.ts";

/** The threads that one follows, with what is unread in them. Throws `rate_limited`. */
export async function listMyThreads(
  { db, fairUse }: Pick<MessageContext, "db" | "fairUse">,
  wanted: FollowedWanted,
): ReturnType<typeof selectFollowedThreads> {
  spendRead(fairUse, wanted.userId);
  return selectFollowedThreads(db, wanted);
}
