import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const announcements = {
  /** `more` of them are before it. */
  from: (name: ReactNode, more: number) =>
    more === 0 ? rich`Announcement from ${name}` : rich`Announcement from ${name}, and ${number(more)} before it`,
  open: "Open",
  dismiss: "Dismiss",
};
