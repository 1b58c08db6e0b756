import type { PersonPublication } from "../broker/broker.ts";

/** Reaches the sockets that a person has open, on every instance. */
export type TellPerson = (news: Omit<PersonPublication, "from">) => void;
