import type { Person } from "@hubbub/ws-protocol";
import { maxBansPerRoom } from "../../limits.ts";
import { type CommandTarget, inLiveRooms, type LogKind, noProblem } from "./log-kind.ts";
import { toPerson, toSubject } from "./people.ts";

export interface MemberUpdatedBody extends Person {
  muted_until?: string;
  banned?: boolean;
}

/** Somebody else, whom a moderator means. */
export interface ModerationTarget extends CommandTarget {
  readonly userId: number;
  readonly username: string;
}

/** For one who is no member; `ban_member` is for those who are. */
export interface BanCommand extends ModerationTarget {
  readonly do: "ban";
  /** Undefined: for good. */
  readonly until: Date | undefined;
  readonly reason: string;
}

export interface UnbanCommand extends ModerationTarget {
  readonly do: "unban";
}

export interface MuteMemberCommand extends ModerationTarget {
  readonly do: "mute_member";
  /** Undefined: for good. */
  readonly until: Date | undefined;
}

export interface UnmuteMemberCommand extends ModerationTarget {
  readonly do: "unmute_member";
}

/** What a mute without an end says as its end: the last moment that RFC 3339 can write. */
const forGood = new Date("9999-12-31T23:59:59.999Z");

export const memberUpdated: LogKind<
  "member_updated",
  MemberUpdatedBody,
  BanCommand | UnbanCommand | MuteMemberCommand | UnmuteMemberCommand
> = {
  frame: ({ actorId, body }) => ({
    actor_id: actorId,
    ...toPerson(body),
    ...(body.muted_until === undefined ? {} : { muted_until: body.muted_until }),
    ...(body.banned === undefined ? {} : { banned: body.banned }),
  }),
  effects: () => ({}),
  commands: {
    ban: { step: "change", problem: noProblem, item: toBan, ...inLiveRooms },
    unban: { step: "change", problem: noProblem, item: toSubject, ...inLiveRooms, changesRoom: true },
    mute_member: {
      step: "change",
      problem: noProblem,
      item: (command) => ({
        ...toSubject(command),
        until: (command.until ?? forGood).toISOString(),
        max_bans: maxBansPerRoom,
      }),
      ...inLiveRooms,
    },
    unmute_member: { step: "change", problem: noProblem, item: toSubject, ...inLiveRooms },
  },
  refusals: {
    for_everybody: { code: "forbidden", message: "The server's announcements are for everybody" },
    not_oneself: { code: "forbidden", message: "That cannot be done to oneself" },
    too_many_bans: {
      code: "forbidden",
      message: `A room can keep out, or silent, ${maxBansPerRoom} people: make it private instead`,
    },
    came_meanwhile: { code: "unavailable", message: "They became a member just now: try again" },
    banned: { code: "forbidden", message: "You are banned from this room" },
    subject_banned: { code: "forbidden", message: "That person is banned from the room: lift the ban first" },
    not_wanted: { code: "forbidden", message: "That person does not want to be added by you" },
    blocked: { code: "forbidden", message: "One of you has blocked the other" },
  },
};

/** What the functions of a ban need, of a member or not. */
export function toBan(command: Omit<BanCommand, "do">) {
  return {
    ...toSubject(command),
    until: command.until?.toISOString() ?? null,
    reason: command.reason,
    max_bans: maxBansPerRoom,
  };
}
