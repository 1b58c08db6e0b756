import { foldText } from "@hubbub/text";
import type { MemberRole, Person } from "@hubbub/ws-protocol";
import { type CommandTarget, inLiveRooms, type LogKind, noProblem } from "./log-kind.ts";
import { toMember, toSubject } from "./people.ts";

export interface RoomUpdatedBody {
  username: string;
  name?: string;
  topic?: string;
  archived_at?: string;
  /** 0: as the server keeps them. */
  retention_days?: number;
  link_previews?: boolean;
  /** Empty: it has no picture any more. */
  avatar_url?: string;
  member?: Person & { role: MemberRole };
}

export interface SetRoleCommand extends CommandTarget {
  readonly do: "set_role";
  readonly userId: number;
  readonly username: string;
  readonly role: MemberRole;
}

export interface UpdateRoomCommand extends CommandTarget {
  readonly do: "update_room";
  readonly name?: string | undefined;
  readonly topic?: string | undefined;
  /** 0: as the server keeps them. */
  readonly retentionDays?: number | undefined;
  readonly linkPreviews?: boolean | undefined;
  readonly avatar?: NewAvatar | undefined;
}

/** A file that is to be the room's picture; `none`: it has none any more. */
export type NewAvatar = { readonly id: string; readonly url: string } | "none";

export interface ArchiveRoomCommand extends CommandTarget {
  readonly do: "archive_room";
}

export const roomUpdated: LogKind<
  "room_updated",
  RoomUpdatedBody,
  SetRoleCommand | UpdateRoomCommand | ArchiveRoomCommand
> = {
  frame: ({
    actorId,
    body: { username, name, topic, archived_at, retention_days, link_previews, avatar_url, member },
  }) => ({
    actor_id: actorId,
    username,
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic }),
    ...(archived_at === undefined ? {} : { archived_at }),
    ...(retention_days === undefined ? {} : { retention_days }),
    ...(link_previews === undefined ? {} : { link_previews }),
    ...(avatar_url === undefined ? {} : { avatar_url }),
    ...(member === undefined ? {} : { member: toMember(member) }),
  }),
  effects: ({ body }) => (body.archived_at === undefined ? {} : { archived: true }),
  commands: {
    set_role: {
      step: "change",
      problem: noProblem,
      item: (command) => ({ ...toSubject(command), role: command.role }),
      ...inLiveRooms,
    },
    update_room: {
      step: "change",
      problem: noProblem,
      item: ({ name, topic, retentionDays, linkPreviews, avatar }) => ({
        name,
        name_key: name === undefined ? undefined : foldText(name),
        topic,
        retention_days: retentionDays,
        link_previews: linkPreviews,
        avatar_url: avatar === "none" ? "" : avatar?.url,
        avatar_id: avatar === "none" ? undefined : avatar?.id,
      }),
      ...inLiveRooms,
    },
    archive_room: { step: "change", problem: noProblem, item: () => ({}), inArchivedRoom: true, changesRoom: true },
  },
  refusals: {
    server_room: { code: "forbidden", message: "The server's announcements cannot be archived" },
    avatar_gone: { code: "unavailable", message: "The picture was removed while it came" },
  },
};
