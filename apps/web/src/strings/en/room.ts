import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const room = {
  banned: "You are banned from this room",
  bannedSays: "You cannot read it or come back before that is over, or until one of its owners and admins lifts it.",
  removed: "You are no longer in this room",
  joinAgain: "Join again",
  removedFromPublic: "It is public: you can come back.",
  removedFromPrivate: "Its owners and admins can add you again.",
  unknown: "There is no such room",
  unknownSays: "Its address may be mistyped, or it is private and you are not in it.",
  notOpened: "The room could not be opened",
  panel: {
    back: "Back to the conversation",
    close: "Close the panel",
  },
  connection: {
    none: "There is no connection",
    tooOld: "This page is too old",
    /** What waits is said at the end of each; without a number nothing does. */
    waiting: (count: number) => plural(count, { one: ", # message waiting", other: ", # messages waiting" }),
    tooOldForServer: (waiting: string) => `This page is too old for the server${waiting}.`,
    lost: "Connection lost",
    /** `why`: `lost`, or a sentence of the server without its full stop. */
    tryingIn: (why: string, time: ReactNode, waiting: string) => rich`${why}. Trying again in ${time}${waiting}.`,
    tryingNow: (waiting: string) => `Connection lost. Trying again now${waiting}.`,
    connecting: (waiting: string) => `Connecting${waiting}.`,
  },
};
