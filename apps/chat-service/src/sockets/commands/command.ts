import type { ClientFrameOf, ClientFrameType } from "@hubbub/ws-protocol";

/** A client's frame once read: what clients may also write as text (ids and seqs) is a number. A `ref` stays as it came. */
export type CommandOf<Name extends ClientFrameType> = {
  [Field in keyof ClientFrameOf<Name>]: Field extends "ref"
    ? ClientFrameOf<Name>[Field]
    : number extends ClientFrameOf<Name>[Field]
      ? Exclude<ClientFrameOf<Name>[Field], string>
      : ClientFrameOf<Name>[Field];
};

export type Command = { [Name in ClientFrameType]: CommandOf<Name> }[ClientFrameType];
