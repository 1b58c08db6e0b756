import { Gauge, type Registry } from "prom-client";

/** What is remembered of direct rooms, and what waits to be marked as read. */
export function observeDirectRooms(
  registry: Registry,
  { directRooms, readMarks }: { directRooms: { readonly size: number }; readMarks: { readonly waiting: number } },
): void {
  const registers = [registry];
  const known = new Gauge({
    name: "known_direct_rooms",
    help: "Direct rooms remembered by their pair of people.",
    registers,
    collect(): void {
      known.set(directRooms.size);
    },
  });
  const waiting = new Gauge({
    name: "read_marks_waiting",
    help: "Read marks that wait for the query that moves them.",
    registers,
    collect(): void {
      waiting.set(readMarks.waiting);
    },
  });
}
