import type { ClientFrameOf, ClientFrameType } from "@hubbub/ws-protocol";

type NumberField = "room_id" | "seq" | "after_seq" | "before_seq" | "reply_to";

/** A client's frame once read: what clients may also write as text (ids and seqs) is a number. */
export type CommandOf<Name extends ClientFrameType> = {
  [Field in keyof ClientFrameOf<Name>]: Field extends NumberField
    ? Exclude<ClientFrameOf<Name>[Field], string>
    : ClientFrameOf<Name>[Field];
};

export type Command = { [Name in ClientFrameType]: CommandOf<Name> }[ClientFrameType];
