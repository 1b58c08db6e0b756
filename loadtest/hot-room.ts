import exec from "k6/execution";
import type { Options } from "k6/options";
import { setTimeout } from "k6/timers";
import { openRoomSocket, type People, preparePeople } from "./k6/people.ts";
import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";
import { thresholds } from "./k6/thresholds.ts";

// MAX_CONNECTIONS in one room, in which MESSAGES_PER_SECOND are said: each reaches every one of them.

const connectionsPerVu = 10;
const vus = Math.ceil(settings.maxConnections / connectionsPerVu);
/** In which all connections open. */
const openingMs = 10_000;
const settleMs = 6_000;

export const options: Options = {
  setupTimeout: "10m",
  scenarios: {
    "hot-room": {
      executor: "per-vu-iterations",
      vus,
      iterations: 1,
      maxDuration: `${Math.ceil((settings.durationMs + openingMs + settleMs) / 1_000) + 60}s`,
    },
  },
  thresholds: {
    ...thresholds,
    connections_joined: [`count>=${settings.maxConnections}`],
    message_delivery_ms: ["p(95)<1000", "p(99)<3000"],
    message_ack_ms: ["p(95)<1000", "p(99)<3000"],
    checks: [],
  },
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

export function setup(): People {
  return preparePeople("Hot room", { people: vus, rooms: 1 });
}

export default async function hold(people: People): Promise<void> {
  const first = exec.scenario.iterationInTest * connectionsPerVu;
  const count = Math.min(connectionsPerVu, settings.maxConnections - first);
  await Promise.all(Array.from({ length: count }, (_, index) => stay(people, first + index)));
}

/** One of them says something now and then, and leaves once what was said last has come. */
function stay(people: People, connection: number): Promise<void> {
  const { startTime } = exec.scenario;
  const endsAt = startTime + openingMs + settings.durationMs;
  const everyMs = (settings.maxConnections / settings.messagesPerSecond) * 1_000;
  return new Promise((resolve) => {
    setTimeout(
      () => {
        const socket = openRoomSocket(people, connection, {
          roomId: people.roomIds[0] ?? 0,
          onJoined: () => setTimeout(talk, Math.max(0, startTime + openingMs - Date.now()) + Math.random() * everyMs),
          onClosed: resolve,
        });
        setTimeout(() => socket.close(), endsAt + settleMs - Date.now());

        function talk(): void {
          if (Date.now() >= endsAt) return;
          socket.sendMessage();
          setTimeout(talk, everyMs * (0.5 + Math.random()));
        }
      },
      Math.random() * openingMs * 0.8,
    );
  });
}

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`hot-room, ${settings.maxConnections} connections in one room`, data);
}
