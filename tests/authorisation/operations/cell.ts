import type { Actor } from "../system/actors.ts";
import type { Answer } from "../system/call-rest.ts";
import type { People, Person } from "../system/people.ts";
import type { Room, RoomKind } from "../system/rooms.ts";
import type { Request } from "../system/rpcs.ts";

/** One field of the matrix as it is tried. */
export interface Cell {
  readonly actor: Actor;
  readonly who: Person;
  readonly people: People;
  /** Of the kind that the row is about; else room 0, which there is not. */
  readonly room: Room;
  /** Where the user-service answers. */
  readonly users: string;
}

/** What was asked for, with which token, and the answer. */
export interface Tried<Asked> {
  readonly asked: Asked;
  readonly token: string | undefined;
  readonly answer: Answer;
}

/** A row: what is asked for, of what. */
export interface Row<Asked> {
  readonly in?: RoomKind;
  /** Of rooms with a name: what the row changes would spoil them for other rows, or even for its own next cells. */
  readonly newRoom?: "each row" | "after each ok";
  /** In a new room nobody need have written. */
  readonly silent?: true;
  readonly ask: (cell: Cell) => Asked | Promise<Asked>;
  /** What `ok` must have done; where it did not, the outcome is `nothing`. */
  readonly happened?: (cell: Cell, tried: Tried<Asked>) => boolean | Promise<boolean>;
}

export interface RpcRow extends Row<Request> {
  /** For those with a good one: that of another session or person, which the row may end. */
  readonly token?: (cell: Cell) => Promise<string>;
}

/** Rows by what they are about: the second column of the table. */
export type Rows<One> = Readonly<Record<string, One>>;

/** A row for each kind of room. */
export function inEveryRoom<One extends object>(row: One): Rows<One & { readonly in: RoomKind }> {
  const of = (kind: RoomKind) => ({ ...row, in: kind });
  return { public: of("public"), private: of("private"), direct: of("direct"), announcements: of("announcements") };
}

/** A row for each kind of room that has members with roles. */
export function inNamedRooms<One extends object>(what: string, row: One): Rows<One & { readonly in: RoomKind }> {
  return { [`public: ${what}`]: { ...row, in: "public" }, [`private: ${what}`]: { ...row, in: "private" } };
}
