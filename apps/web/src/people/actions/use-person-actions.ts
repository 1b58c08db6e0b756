import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { useClient } from "../../client/use-client.ts";
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
      say(`${name} is now ${role === "member" ? "a member" : `an ${role}`}.`);
    };
  return {
    mute: async ({ userId, name }: ActedOn, length: Length) => {
      await safety.mute(roomId, userId, endOf(length, new Date()));
      say(`${name} is muted ${length.words}.`);
    },
    unmute: async ({ userId, name }: ActedOn) => {
      await safety.unmute(roomId, userId);
      say(`${name} may write again.`);
    },
    remove: async ({ userId, name }: ActedOn) => {
      await rooms.removeMember(roomId, userId);
      say(`${name} is no longer in ${roomName}.`);
    },
    ban: async ({ userId, name }: ActedOn, length: Length, reason: string) => {
      await safety.ban(roomId, userId, { ...endOf(length, new Date()), ...(reason === "" ? {} : { reason }) });
      say(`${name} is banned ${length.words}.`);
    },
    unban: async ({ userId, name }: ActedOn) => {
      await safety.unban(roomId, userId);
      say(`${name} may come back.`);
    },
    owner: setRole("owner"),
    admin: setRole("admin"),
    member: setRole("member"),
    block: async ({ userId, name }: ActedOn) => {
      await blocks.block(userId);
      say(`You have blocked ${name}.`);
    },
    unblock: async ({ userId, name }: ActedOn) => {
      await blocks.unblock(userId);
      say(`${name} is no longer blocked.`);
    },
  };
}
