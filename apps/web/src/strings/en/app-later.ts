import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const appLater = {
  refused: {
    title: "This page may not connect",
    why: (origin: ReactNode) => rich`The server takes no connections of pages from ${origin}.`,
    what: (setting: ReactNode, header: ReactNode) =>
      rich`Whoever runs it can list that in the setting ${setting}, or have the proxy in front of it pass on the name that browsers ask for (${header}).`,
  },
  triesAgainNow: "hubbub is trying again.",
};
