import { epochNowUs } from "@hubbub/service-runtime";
import { spendUnlessAdmin } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { RoomContext } from "../room-context.ts";
import { selectDirectRoom, selectSharesRoom } from "../room-queries.ts";
import { toDirectKey } from "./to-direct-key.ts";

/**
 * The id of the one direct room of the actor and `other`, made if there is none; `other` may be the actor. Whoever of the
 * two asks, on whichever instance, gets the same. Throws `rate_limited` where it is begun with a stranger too often.
 */
export async function openDirectRoom(
  { db, log, fairUse }: Pick<RoomContext, "db" | "log" | "fairUse">,
  actor: Actor,
  other: { readonly userId: number; readonly username: string },
): Promise<number> {
  const directKey = toDirectKey(actor.userId, other.userId);
  const known = await selectDirectRoom(db, directKey);
  if (known !== undefined) return known;
  const isStranger = other.userId !== actor.userId && !(await selectSharesRoom(db, actor.userId, other.userId));
  if (isStranger) await spendUnlessAdmin(fairUse, actor, "direct");
  return makeRoom(log, actor, other, directKey);
}

async function makeRoom(
  log: RoomContext["log"],
  actor: Actor,
  other: { readonly userId: number; readonly username: string },
  directKey: string,
): Promise<number> {
  const people = other.userId === actor.userId ? [actor] : [actor, other];
  const { roomId } = await log.createRoom({
    kind: "direct",
    name: "",
    topic: "",
    directKey,
    actor,
    members: people.map(({ userId, username }) => ({ userId, username, role: "member" })),
    receivedUs: epochNowUs(),
  });
  return roomId;
}
