import { AppError } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { UserDirectory } from "../identity/user-directory.ts";
import { forgetPersonAvatars } from "../files/avatars/avatar-queries.ts";
import { maxErasedMessages, maxOwnRoomsPerPage, maxRoomsPerOwnPage, maxRowsPerForgetting } from "../limits.ts";
import type { Actor } from "../room-log/actor.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import { forgetName, forgetRelations, readMemberships, readRoomsToSearch } from "./forgetting-queries.ts";
import { firstOwnPlace, type OwnMessages, type OwnPlace, readOwnMessages } from "./own-message-queries.ts";

export interface Forgetting {
  readonly db: ChatDatabase;
  readonly log: Pick<LogWriter, "append">;
  /** What people are called now; who is deleted too. */
  readonly users: Pick<UserDirectory, "forget" | "usernames">;
  /** Whether what they wrote goes with them. */
  readonly erasesMessages: boolean;
  readonly isStopping: () => boolean;
}

/**
 * What a deleted account leaves behind in the rooms: nothing but its id. Done again from the beginning where it was
 * interrupted; answers whether it came to its end.
 */
export async function forgetAccount(forgetting: Forgetting, userId: number): Promise<boolean> {
  forgetting.users.forget([userId]);
  const names = await forgetting.users.usernames([userId]);
  const actor: Actor = { userId, username: names.get(userId) ?? deletedUser, serverAdmin: false };
  const steps = [
    () => (forgetting.erasesMessages ? eraseMessages(forgetting, actor) : Promise.resolve()),
    () => leaveRooms(forgetting, actor),
    () => forgetNames(forgetting, actor),
    () => forgetRelations(forgetting.db, userId),
    () => forgetPersonAvatars(forgetting.db, userId),
  ];
  for (const step of steps) {
    if (forgetting.isStopping()) return false;
    await step();
  }
  return !forgetting.isStopping();
}

/** Until the user-service says what such an account is called, which it may be too old for. */
const deletedUser = "deleted user";

async function eraseMessages({ db, log, isStopping }: Forgetting, actor: Actor): Promise<void> {
  const page = { limit: maxErasedMessages, maxRooms: maxRoomsPerOwnPage, maxOwnRooms: maxOwnRoomsPerPage };
  for (let after: OwnPlace | undefined = firstOwnPlace; after !== undefined && !isStopping();) {
    const { messages, next }: OwnMessages = await readOwnMessages(db, actor.userId, { after, ...page });
    await Promise.all(
      messages.map(({ room_id, seq }) =>
        log.append({ do: "erase", roomId: room_id, actor, seq, receivedUs: epochNowUs() }),
      ),
    );
    after = next;
  }
}

async function leaveRooms({ db, log, users, isStopping }: Forgetting, actor: Actor): Promise<void> {
  for (let rooms = await readMemberships(db, actor.userId); rooms.length > 0 && !isStopping();) {
    const heirs = await users.usernames(rooms.flatMap(({ heirId }) => heirId ?? []));
    for (const { roomId, heirId } of rooms) {
      const command = { roomId, actor, receivedUs: epochNowUs() };
      const username = heirId === undefined ? undefined : heirs.get(heirId);
      if (heirId !== undefined && username !== undefined) {
        await log.append({ do: "set_role", ...command, userId: heirId, username, role: "owner" }).catch(unlessRefused);
      }
      await log.append({ do: "depart", ...command });
    }
    rooms = await readMemberships(db, actor.userId);
  }
}

/** Where the room is archived, or the heir left just now, it goes without an owner; what may succeed later is tried again. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof AppError) || error.retryable || error.code === "internal") throw error;
}

async function forgetNames({ db, isStopping }: Forgetting, { userId, username }: Actor): Promise<void> {
  for (let afterRoomId = 0; !isStopping();) {
    const rooms = await readRoomsToSearch(db, userId, afterRoomId);
    for (const { roomId, lastSeq } of rooms.filter(({ wasThere }) => wasThere)) {
      for (let afterSeq = 0; afterSeq < lastSeq && !isStopping(); afterSeq += maxRowsPerForgetting) {
        await forgetName(db, { roomId, afterSeq, userId, name: username });
      }
    }
    const last = rooms.at(-1);
    if (last === undefined) return;
    afterRoomId = last.roomId;
  }
}
