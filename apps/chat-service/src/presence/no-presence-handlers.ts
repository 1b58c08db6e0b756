import type { PresenceHandlers } from "./presence.ts";

/** What presence has until its owner sets `handlers`. */
export const noPresenceHandlers: PresenceHandlers = {
  onChange() {},
  announce() {},
};
