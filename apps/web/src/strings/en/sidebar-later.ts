import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const sidebarLater = {
  newFrom: (name: string) => `New message from ${name}`,
  mentionedIn: (room: string) => `You are mentioned in ${room}`,
  mentionedInThread: (room: string) => `You are mentioned in a thread of ${room}`,
  find: {
    found: "Found",
    start: (name: ReactNode) => rich`Start the room ${name}`,
    you: "you",
    message: "Message",
    join: "Join",
  },
};
