import { maxWindowMs, windowedDeliveriesPerSecond } from "../../limits.ts";

/** Ms for which a room's frames are gathered before they go out; 0: not at all. `intervalMs`: mean time between two. */
export type WindowPolicy = (room: { readonly intervalMs: number; readonly readers: number }) => number;

/** Opens a window where at least two events are likely in it and the writes that it saves are worth the wait. */
export const gatherInBusyRooms: WindowPolicy = ({ intervalMs, readers }) => {
  const pays = readers * 1000 >= windowedDeliveriesPerSecond * intervalMs;
  return pays && 2 * intervalMs <= maxWindowMs ? Math.min(maxWindowMs, wantedEvents * intervalMs) : 0;
};

/** Four writes of five saved: more would gain little. */
const wantedEvents = 5;
