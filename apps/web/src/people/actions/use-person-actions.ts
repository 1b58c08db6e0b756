import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { useClient } from "../../client/use-client.ts";
import { t } from "../../strings/t.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import type { ActedOn } from "./acted-on.ts";
import { endOf, type Length } from "./how-long.ts";

export type PersonActions = ReturnType<typeof usePersonActions>;

/** What is done once it is sure. Each throws what the server says. */
export function usePersonActions(room: Room | undefined) {
  const { blocks, rooms, safety } = useClient();
  const say = useToast();
  const { id: roomId = 0, name: roomName = "" } = room ?? {};
  const setRole =
    (role: MemberRole) =>
    async ({ userId, name }: ActedOn) => {
      await rooms.setRole(roomId, userId, role);
      say(t.people.done[role](name));
    };
  return {
    mute: async ({ userId, name }: ActedOn, length: Length) => {
      await safety.mute(roomId, userId, endOf(length, new Date()));
      say(t.people.done.muted[length.name](name));
    },
    unmute: async ({ userId, name }: ActedOn) => {
      await safety.unmute(roomId, userId);
      say(t.people.done.unmuted(name));
    },
    remove: async ({ userId, name }: ActedOn) => {
      await rooms.removeMember(roomId, userId);
      say(t.people.done.removed(name, roomName));
    },
    ban: async ({ userId, name }: ActedOn, length: Length, reason: string) => {
      await safety.ban(roomId, userId, { ...endOf(length, new Date()), ...(reason === "" ? {} : { reason }) });
      say(t.people.done.banned[length.name](name));
    },
    unban: async ({ userId, name }: ActedOn) => {
      await safety.unban(roomId, userId);
      say(t.people.done.unbanned(name));
    },
    owner: setRole("owner"),
    admin: setRole("admin"),
    member: setRole("member"),
    block: async ({ userId, name }: ActedOn) => {
      await blocks.block(userId);
      say(t.people.done.blocked(name));
    },
    unblock: async ({ userId, name }: ActedOn) => {
      await blocks.unblock(userId);
      say(t.people.done.unblocked(name));
    },
  };
}
