import type { CommandKind, FieldProblem, LogKindName, Refusal } from "./log-kind.ts";
import { memberAdded } from "./member-added.ts";
import { memberRemoved } from "./member-removed.ts";
import { memberUpdated } from "./member-updated.ts";
import { message } from "./message.ts";
import { messageDeleted } from "./message-deleted.ts";
import { messageEdited } from "./message-edited.ts";
import { messagePinned } from "./message-pinned.ts";
import { messagesExpired } from "./messages-expired.ts";
import { previewsChanged } from "./previews-changed.ts";
import { reaction } from "./reaction.ts";
import { roomUpdated } from "./room-updated.ts";

/** Every kind of log row, by `room_log.kind`. All that is said about kinds elsewhere is made of this. */
export const logKinds = {
  message,
  message_edited: messageEdited,
  message_deleted: messageDeleted,
  message_pinned: messagePinned,
  messages_expired: messagesExpired,
  previews_changed: previewsChanged,
  reaction,
  member_added: memberAdded,
  member_removed: memberRemoved,
  member_updated: memberUpdated,
  room_updated: roomUpdated,
} as const satisfies Readonly<Record<LogKindName, unknown>>;

type Kinds = typeof logKinds;
/** `room_log.body` by kind. */
export type LogBodies = { [Kind in LogKindName]: Parameters<Kinds[Kind]["frame"]>[0]["body"] };

type CommandsOf<Commands> = {
  [Do in keyof Commands]: Commands[Do] extends CommandKind<infer Command> ? Command : never;
};
type AllCommands = { [Kind in LogKindName]: CommandsOf<Kinds[Kind]["commands"]> };
/**
 * One thing to append to a room's log. What is allowed is decided inside the append, under the room's lock: a use case
 * checks the shape of its input and leaves membership, role, mute and archive to the log.
 */
export type LogCommand = { [Kind in LogKindName]: AllCommands[Kind][keyof AllCommands[Kind]] }[LogKindName];

interface AnyCommand {
  /** Of the row that it appends. */
  readonly kind: LogKindName;
  readonly of: CommandKind<LogCommand>;
}

/** Every command, by its `do`. Each takes its own, and gets no others. */
export const logCommands: ReadonlyMap<string, AnyCommand> = new Map(
  Object.entries(logKinds).flatMap(([kind, { commands }]) =>
    Object.entries(commands).map(([name, of]): [string, AnyCommand] => [name, { kind: kind as LogKindName, of }]),
  ),
);

/** What is wrong with a command's text; undefined where nothing is. */
export function commandProblem(command: LogCommand): FieldProblem | undefined {
  return logCommands.get(command.do)?.of.problem(command);
}

/** Why a command of one kind alone may be refused. */
export const refusalsOfKinds: Readonly<Record<string, Refusal>> = Object.assign(
  {},
  ...Object.values(logKinds).map(({ refusals }) => refusals),
);
