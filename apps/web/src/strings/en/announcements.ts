import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const announcements = {
  /** `more` of them are before it. */
  from: (name: ReactNode, more: number) =>
    more === 0 ? rich`Announcement from ${name}` : rich`Announcement from ${name}, and ${more} before it`,
  open: "Open",
  dismiss: "Dismiss",
};
