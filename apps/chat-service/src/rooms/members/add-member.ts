import { AppError } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";
import type { MemberRole } from "@hubbub/ws-protocol";
import { spendUnlessAdmin } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import { findByUsername } from "../find-by-username.ts";
import type { RoomContext, UserLookup } from "../room-context.ts";
import type { MemberView } from "../room-view.ts";
import { getMember } from "./get-member.ts";

export interface NewMember {
  readonly roomId: number;
  /** Exactly one of these two. */
  readonly username: string | undefined;
  readonly userId: number | undefined;
  readonly role: MemberRole;
}

/** Adds a person by name or id. Throws `user_not_found` naming the field, `rate_limited`, and what the log says. */
export async function addMember(
  { db, log, users, fairUse }: RoomContext,
  actor: Actor,
  wanted: NewMember,
): Promise<MemberView> {
  const user = await findUser(users, wanted);
  const { roomId, role } = wanted;
  await spendUnlessAdmin(fairUse, actor, "adds");
  await log.append({ do: "add_member", roomId, actor, ...user, role, receivedUs: epochNowUs() });
  return getMember(db, actor.userId, roomId, user);
}

async function findUser(users: UserLookup, { username, userId }: NewMember) {
  if (username !== undefined && userId === undefined) {
    return findByUsername(users, username, "username");
  }
  if (userId !== undefined && username === undefined) return users.byId(userId, "user_id");
  throw new AppError("invalid_argument", "Give either username or user_id", { field: "username" });
}
