import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { useClient } from "../../client/use-client.ts";
import { later } from "../../strings/later.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import type { ActedOn } from "./acted-on.ts";
import { endOf, type Length } from "./how-long.ts";

/** What is done once it is sure. Each throws what the server says. */
export function usePersonActions(room: Room | undefined) {
  const { blocks, rooms, safety } = useClient();
  const say = useToast();
  const { id: roomId = 0, name: roomName = "" } = room ?? {};
  const setRole =
    (role: MemberRole) =>
    async ({ userId, name }: ActedOn) => {
      await rooms.setRole(roomId, userId, role);
      say(later.people.done[role](name));
    };
  return {
    mute: async ({ userId, name }: ActedOn, length: Length) => {
      await safety.mute(roomId, userId, endOf(length, new Date()));
      say(later.people.done.muted[length.name](name));
    },
    unmute: async ({ userId, name }: ActedOn) => {
      await safety.unmute(roomId, userId);
      say(later.people.done.unmuted(name));
    },
    remove: async ({ userId, name }: ActedOn) => {
      await rooms.removeMember(roomId, userId);
      say(later.people.done.removed(name, roomName));
    },
    ban: async ({ userId, name }: ActedOn, length: Length, reason: string) => {
      await safety.ban(roomId, userId, { ...endOf(length, new Date()), ...(reason === "" ? {} : { reason }) });
      say(later.people.done.banned[length.name](name));
    },
    unban: async ({ userId, name }: ActedOn) => {
      await safety.unban(roomId, userId);
      say(later.people.done.unbanned(name));
    },
    owner: setRole("owner"),
    admin: setRole("admin"),
    member: setRole("member"),
    block: async ({ userId, name }: ActedOn) => {
      await blocks.block(userId);
      say(later.people.done.blocked(name));
    },
    unblock: async ({ userId, name }: ActedOn) => {
      await blocks.unblock(userId);
      say(later.people.done.unblocked(name));
    },
  };
}
