import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const sidebarLater = {
  find: {
    found: "Found",
    start: (name: ReactNode) => rich`Start the room ${name}`,
    you: "you",
    message: "Message",
    join: "Join",
  },
};
