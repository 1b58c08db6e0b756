import type { Person } from "@hubbub/ws-protocol";
import { type CommandTarget, inLiveRooms, type LogKind, noProblem } from "./log-kind.ts";
import { type BanCommand, toBan } from "./member-updated.ts";
import { toPerson, toSubject } from "./people.ts";

export interface MemberRemovedBody {
  users: Person[];
  reason: "left" | "removed" | "banned";
}

/** The actor's membership ends. Not a member: `duplicate`, no row. The last owner may not leave while others stay. */
export interface LeaveCommand extends CommandTarget {
  readonly do: "leave";
}

export interface RemoveMemberCommand extends CommandTarget {
  readonly do: "remove_member";
  readonly userId: number;
  readonly username: string;
}

/** The actor's account is deleted: they leave, whoever stays. Not a member: `duplicate`, no row. */
export interface DepartCommand extends CommandTarget {
  readonly do: "depart";
}

/** Of a member: `user_not_found` where they are none, who are banned by `ban`. */
export interface BanMemberCommand extends Omit<BanCommand, "do"> {
  readonly do: "ban_member";
}

export const memberRemoved: LogKind<
  "member_removed",
  MemberRemovedBody,
  LeaveCommand | DepartCommand | RemoveMemberCommand | BanMemberCommand
> = {
  frame: ({ actorId, body }) => ({ actor_id: actorId, users: body.users.map(toPerson), reason: body.reason }),
  effects: ({ body }) => ({ removed: body.users.map(({ user_id }) => user_id) }),
  commands: {
    // Nobody is held in an archived room.
    leave: { step: "change", problem: noProblem, item: () => ({}), inArchivedRoom: true, changesRoom: true },
    depart: { step: "change", problem: noProblem, item: () => ({}), inArchivedRoom: true, changesRoom: false },
    remove_member: { step: "change", problem: noProblem, item: toSubject, inArchivedRoom: true, changesRoom: false },
    ban_member: { step: "change", problem: noProblem, item: toBan, ...inLiveRooms },
  },
  refusals: { leave_instead: { code: "forbidden", message: "Leave the room instead of removing yourself" } },
};
