import type { MemberRole, Person } from "@hubbub/ws-protocol";
import { type CommandTarget, inLiveRooms, type LogKind, noProblem } from "./log-kind.ts";
import { toMember, toSubject } from "./people.ts";

export interface MemberAddedBody {
  users: (Person & { role: MemberRole })[];
}

/** The actor becomes a member of a public or announcement room. A member already: `duplicate`, no row. */
export interface JoinCommand extends CommandTarget {
  readonly do: "join";
}

export interface AddMemberCommand extends CommandTarget {
  readonly do: "add_member";
  readonly userId: number;
  readonly username: string;
  readonly role: MemberRole;
}

export const memberAdded: LogKind<"member_added", MemberAddedBody, JoinCommand | AddMemberCommand> = {
  frame: ({ actorId, body }) => ({ actor_id: actorId, users: body.users.map(toMember) }),
  effects: ({ body }) => ({ added: body.users.map(({ user_id }) => user_id) }),
  commands: {
    join: { step: "join", problem: noProblem, item: () => ({}), ...inLiveRooms },
    add_member: {
      step: "change",
      problem: noProblem,
      item: (command) => ({ ...toSubject(command), role: command.role }),
      ...inLiveRooms,
    },
  },
  refusals: {},
};
