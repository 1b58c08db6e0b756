import exec from "k6/execution";
import type { Options } from "k6/options";
import { setTimeout } from "k6/timers";
import { clientAddress } from "./k6/client-address.ts";
import { accountOf, openRoomSocket, type People, preparePeople } from "./k6/people.ts";
import { post } from "./k6/room.ts";
import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";
import { thresholds } from "./k6/thresholds.ts";

// MESSAGES_PER_SECOND over ROOMS, whether or not those before were answered: an open model, as people are. Two sockets read in each room.

const readersPerRoom = 2;
/** In which the readers come. */
const openingMs = 5_000;
const settleMs = 6_000;

export const options: Options = {
  setupTimeout: "10m",
  scenarios: {
    readers: {
      executor: "per-vu-iterations",
      exec: "read",
      vus: settings.rooms,
      iterations: 1,
      maxDuration: `${Math.ceil((settings.durationMs + openingMs + settleMs) / 1_000) + 60}s`,
    },
    writers: {
      executor: "constant-arrival-rate",
      exec: "write",
      startTime: `${openingMs}ms`,
      rate: settings.messagesPerSecond,
      duration: `${settings.durationMs}ms`,
      preAllocatedVUs: Math.min(200, Math.max(10, settings.messagesPerSecond)),
      maxVUs: 500,
    },
  },
  thresholds: {
    ...thresholds,
    connections_joined: [`count==${settings.rooms * readersPerRoom}`],
    // Where k6 itself could not keep up, nothing was measured.
    dropped_iterations: ["count==0"],
    checks: [],
  },
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

export function setup(): People {
  return preparePeople("Busy", { people: settings.rooms, rooms: settings.rooms });
}

export async function read(people: People): Promise<void> {
  const room = exec.scenario.iterationInTest % settings.rooms;
  const endsAt = exec.scenario.startTime + openingMs + settings.durationMs + settleMs;
  const oneReader = (index: number) =>
    new Promise<void>((resolve) => {
      const socket = openRoomSocket(people, room * readersPerRoom + index, {
        roomId: people.roomIds[room] ?? 0,
        onJoined: () => setTimeout(() => socket.close(), endsAt - Date.now()),
        onClosed: resolve,
      });
    });
  await Promise.all(Array.from({ length: readersPerRoom }, (_, index) => oneReader(index)));
}

export function write(people: People): void {
  const room = exec.scenario.iterationInTest % settings.rooms;
  // The room's owner: who else may write there is not what is measured.
  post(people.roomIds[room] ?? 0, accountOf(people, room), clientAddress(room));
}

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`busy, ${settings.messagesPerSecond} messages a second in ${settings.rooms} rooms`, data);
}
