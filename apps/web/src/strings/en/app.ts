import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const app = {
  loadingPage: "Loading the page",
  yourRooms: "Your rooms",
  serverUnreachable: "The server cannot be reached",
  serverBusy: "The server is busy",
  triesAgainIn: (time: ReactNode) => rich`hubbub tries again in ${time}.`,
  stillSignedIn: "You are still signed in.",
};
