import exec from "k6/execution";
import type { Options } from "k6/options";
import { setTimeout } from "k6/timers";
import { clientAddress } from "./k6/client-address.ts";
import { accountOf, openRoomSocket, type People, preparePeople } from "./k6/people.ts";
import { post } from "./k6/room.ts";
import type { Place } from "./k6/room-socket.ts";
import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";
import { thresholds } from "./k6/thresholds.ts";

// MAX_CONNECTIONS in ROOMS go away at once, three times, and come back within two seconds, while MESSAGES_PER_SECOND go on: each is given
// what it missed, and nothing twice.

const connectionsPerVu = 10;
const vus = Math.ceil(settings.maxConnections / connectionsPerVu);
const storms = 3;
const openingMs = 10_000;
/** As the page and the SDK do it: not all in the same moment. */
const jitterMs = 2_000;
const settleMs = 6_000;
const calmMs = settings.durationMs / (storms + 1);

export const options: Options = {
  setupTimeout: "10m",
  scenarios: {
    people: {
      executor: "per-vu-iterations",
      exec: "comeBack",
      vus,
      iterations: 1,
      maxDuration: `${Math.ceil((settings.durationMs + openingMs + settleMs) / 1_000) + 90}s`,
    },
    writers: {
      executor: "constant-arrival-rate",
      exec: "write",
      startTime: `${openingMs}ms`,
      rate: settings.messagesPerSecond,
      duration: `${settings.durationMs}ms`,
      preAllocatedVUs: 20,
      maxVUs: 200,
    },
  },
  thresholds: {
    ...thresholds,
    connections_joined: [`count>=${settings.maxConnections * (storms + 1)}`],
    join_ms: ["p(95)<3000"],
    dropped_iterations: ["count==0"],
    // Who was away reads later what was said meanwhile.
    message_delivery_ms: ["med<1000"],
    checks: [],
  },
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

export function setup(): People {
  return preparePeople("Storm", { people: Math.max(vus, settings.rooms), rooms: settings.rooms });
}

export async function comeBack(people: People): Promise<void> {
  const first = exec.scenario.iterationInTest * connectionsPerVu;
  const count = Math.min(connectionsPerVu, settings.maxConnections - first);
  await Promise.all(Array.from({ length: count }, (_, index) => through(people, first + index)));
}

/** One connection through all storms. */
async function through(people: People, connection: number): Promise<void> {
  const { startTime } = exec.scenario;
  await after(Math.random() * openingMs * 0.8);
  let place: Place | undefined;
  for (let storm = 1; storm <= storms + 1; storm += 1) {
    const isLast = storm > storms;
    const until = startTime + openingMs + calmMs * storm + (isLast ? settleMs : 0);
    place = await stay(people, connection, { place, until });
    if (!isLast) await after(Math.random() * jitterMs);
  }
}

function stay(
  people: People,
  connection: number,
  { place, until }: { readonly place: Place | undefined; readonly until: number },
): Promise<Place> {
  return new Promise((resolve) => {
    const socket = openRoomSocket(people, connection, {
      roomId: people.roomIds[connection % people.roomIds.length] ?? 0,
      resume: place,
      onJoined: () => setTimeout(() => socket.close(), until - Date.now()),
      onClosed: () => resolve(socket.place),
    });
  });
}

export function write(people: People): void {
  const room = exec.scenario.iterationInTest % settings.rooms;
  post(people.roomIds[room] ?? 0, accountOf(people, room), clientAddress(room));
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`reconnect-storm, ${settings.maxConnections} connections, ${storms} times`, data);
}
