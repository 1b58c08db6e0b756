import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const room = {
  banned: "You are banned from this room",
  removed: "You are no longer in this room",
  unknown: "There is no such room",
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
