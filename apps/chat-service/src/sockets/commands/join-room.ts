import { AppError } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";
import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";
import { encodeFrame } from "../../delivery/encode-frame.ts";
import type { Joined } from "../../delivery/joining/join-request.ts";
import { spendRead } from "../../fair-use/fair-use.ts";
import { defaultHistoryLimit, maxFreeJoinsPerSocket, maxRoomsPerSocket, maxUsersInRoomJoined } from "../../limits.ts";
import type { PresenceList } from "../../presence/presence.ts";
import { MembershipNeeded } from "../../rooms/admit-to-room.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** Reads a room from now on, or from where the client was. A public room takes a new member. */
export async function joinRoom(command: CommandOf<"join_room">, call: CommandCall): CommandAnswer {
  const { session, services } = call;
  if (!session.rooms.has(command.room_id) && session.rooms.size >= maxRoomsPerSocket) {
    services.metrics.limited("rooms_per_socket");
    throw new AppError("forbidden", `A socket joins at most ${maxRoomsPerSocket} rooms`, { field: "room_id" });
  }
  session.joins += 1;
  // A page that opens joins its rooms; whoever joins again and again reads history.
  if (session.joins > maxFreeJoinsPerSocket) spendRead(services.messages.fairUse, call.actor.userId);
  try {
    await takePlace(command, call);
  } catch (error) {
    if (!(error instanceof MembershipNeeded)) throw error;
    await becomeMember(command.room_id, call);
    await takePlace(command, call);
  }
  return undefined;
}

async function becomeMember(roomId: number, { actor, services }: CommandCall): Promise<void> {
  await services.messages.log.append({ do: "join", roomId, actor, receivedUs: epochNowUs() });
}

async function takePlace(command: CommandOf<"join_room">, call: CommandCall): Promise<void> {
  const { session, services, actor } = call;
  const roomId = command.room_id;
  const present = await services.presence.list(roomId, maxUsersInRoomJoined);
  if (!session.open) return;
  await services.delivery.join({
    reader: session,
    roomId,
    limit: command.limit ?? defaultHistoryLimit,
    threads: command.threads,
    afterSeq: command.after_seq,
    epoch: command.epoch,
    onJoined: (joined) => {
      const me = { user_id: actor.userId, username: actor.username };
      if (!session.rooms.delete(roomId)) services.presence.enter(roomId, me);
      session.rooms.add(roomId);
      return encodeFrame(roomJoined(call, joined, withMe(present, me)));
    },
  });
  services.peoplePresence.joined(session, roomId);
  void tellMissed(roomId, call, present);
}

/** Who came or went after the list was read and before the socket was among the readers was told to others only. */
async function tellMissed(
  roomId: number,
  { session, services, actor }: CommandCall,
  told: PresenceList,
): Promise<void> {
  const now = await services.presence.list(roomId, maxUsersInRoomJoined);
  // Of a crowd only the first are named: who is missing there has not left.
  const isCut = Math.max(now.userCount, told.userCount) > maxUsersInRoomJoined;
  if (isCut || !session.open || !session.rooms.has(roomId)) return;
  const joined = without(now, told, actor.userId);
  const left = without(told, now, actor.userId);
  if (joined.length + left.length === 0) return;
  const { userCount } = withMe(now, { user_id: actor.userId, username: actor.username });
  session.send({ type: "room_users", room_id: roomId, joined, left, user_count: userCount });
}

function without(list: PresenceList, other: PresenceList, selfId: number): Person[] {
  const known = new Set([selfId, ...other.users.map(({ user_id }) => user_id)]);
  return list.users.filter(({ user_id }) => !known.has(user_id));
}

function roomJoined(
  { echo, actor, services: { links } }: CommandCall,
  { epoch, lastSeq, recovered, page }: Joined,
  { users, userCount }: PresenceList,
): ServerFrameOf<"room_joined"> {
  return {
    type: "room_joined",
    ...(echo.ref === undefined ? {} : { ref: echo.ref }),
    room_id: page.room.id,
    room: page.room,
    me: {
      user_id: actor.userId,
      ...(page.me === undefined ? {} : { role: page.me.role }),
      last_read_seq: page.me?.lastReadSeq ?? 0,
      ...(page.me?.mutedUntil === undefined ? {} : { muted_until: page.me.mutedUntil.toISOString() }),
    },
    epoch,
    last_seq: lastSeq,
    messages: recovered ? [] : page.messages.map((message) => links.linkedMessage(message)),
    recovered,
    has_more: !recovered && page.hasMore,
    pins: [...page.pins],
    users: [...users],
    user_count: userCount,
  };
}

/** The list was read a moment before the socket got its place. */
function withMe({ users, userCount }: PresenceList, me: Person): PresenceList {
  if (users.some(({ user_id }) => user_id === me.user_id)) return { users, userCount };
  const counted = userCount > users.length ? userCount : userCount + 1;
  return { users: [me, ...users].slice(0, maxUsersInRoomJoined), userCount: counted };
}
