import type { GeneratedConnection } from "../generator/start-generator.ts";
import type { RunningServer } from "../servers/bench-server.ts";
import type { Load } from "./load.ts";

/** Everybody of the load's rooms on a connection; each room's people are dealt out over all instances. */
export function placeConnections({ rooms }: Load, running: RunningServer): GeneratedConnection[] {
  return Array.from({ length: rooms.rooms * rooms.perRoom }, (_, index) => {
    const person = index % rooms.perRoom;
    const port = running.ports[index % running.ports.length]!;
    const seat = running.seat(rooms.name, Math.floor(index / rooms.perRoom), person);
    return { group: 0, port, ...seat };
  });
}
