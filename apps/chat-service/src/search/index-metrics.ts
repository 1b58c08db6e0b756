import { Counter, Gauge, type Registry } from "prom-client";

export interface IndexMetrics {
  /** Messages whose words were written. */
  readonly indexed: Counter;
  readonly dropped: Counter;
  /** Reads the gauge when scraped. */
  observe(waitingRooms: () => number): void;
}

/** Of the words of messages; once per process and registry. */
export function createIndexMetrics(registry: Registry): IndexMetrics {
  const registers = [registry];
  return {
    indexed: new Counter({
      name: "search_indexed_messages_total",
      help: "Messages whose words were written, again after an edit.",
      registers,
    }),
    dropped: new Counter({
      name: "search_index_dropped_total",
      help: "Rooms with something new that were not remembered because too many wait; the sweep finds them.",
      registers,
    }),
    observe(waitingRooms) {
      const gauge: Gauge = new Gauge({
        name: "search_index_waiting_rooms",
        help: "Rooms with something new whose words are to be written.",
        registers,
        collect() {
          gauge.set(waitingRooms());
        },
      });
    },
  };
}
