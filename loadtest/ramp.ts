import exec from "k6/execution";
import type { Options } from "k6/options";
import { setTimeout } from "k6/timers";
import { type Account, logIn, signUp } from "./k6/account.ts";
import { clientAddress } from "./k6/client-address.ts";
import { createOrJoinRoom } from "./k6/room.ts";
import { RoomSocket } from "./k6/room-socket.ts";
import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";
import { thresholds } from "./k6/thresholds.ts";

// Connections in five steps up to MAX_CONNECTIONS over DURATION. Each has joined a room of fifty and says a little.

const steps = 5;
const connectionsPerUser = 10;
const connectionsPerRoom = 50;
/** A person's connections open one after another within this time. */
const openingMs = 5_000;

const users = Math.ceil(settings.maxConnections / connectionsPerUser);
const rooms = Math.ceil(settings.maxConnections / connectionsPerRoom);
const stepSeconds = Math.max(1, Math.round(settings.durationMs / 1_000 / steps));

export const options: Options = {
  setupTimeout: "10m",
  scenarios: {
    ramp: {
      executor: "ramping-vus",
      startVUs: 0,
      // Up in a third of each step, then it holds.
      stages: Array.from({ length: steps }, (_, index) => {
        const target = Math.ceil((users * (index + 1)) / steps);
        const upSeconds = Math.ceil(stepSeconds / 3);
        return [
          { duration: `${upSeconds}s`, target },
          { duration: `${Math.max(1, stepSeconds - upSeconds)}s`, target },
        ];
      }).flat(),
      gracefulRampDown: "30s",
      gracefulStop: "30s",
    },
  },
  thresholds: {
    ...thresholds,
    connections_joined: [`count>=${settings.maxConnections}`],
    join_ms: ["p(95)<2000"],
    message_delivery_ms: ["p(95)<1000", "p(99)<3000"],
    message_ack_ms: ["p(95)<1000", "p(99)<3000"],
    // Only the smoke run checks each user at its end.
    checks: [],
  },
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

interface Prepared {
  readonly accounts: readonly Account[];
  readonly roomIds: readonly number[];
  readonly run: string;
}

/** Hashing passwords is slow on purpose: it is done before the ramp, so that the ramp measures connections. */
export function setup(): Prepared {
  const run = Date.now().toString(36);
  const accounts = Array.from({ length: users }, (_, user) => signUp(`ramp-${run}-${user + 1}`, clientAddress(user)));
  // Nobody makes more rooms than a person may in an hour.
  const roomIds = Array.from({ length: rooms }, (_, room) => {
    const owner = room % accounts.length;
    const account = accounts[owner];
    if (account === undefined) throw new Error("no account");
    return createOrJoinRoom(`Ramp ${run} ${room + 1}`, account, clientAddress(owner));
  });
  return { run, accounts, roomIds };
}

export default async function hold({ run, accounts, roomIds }: Prepared): Promise<void> {
  const user = exec.vu.idInTest;
  const account = accounts[(user - 1) % accounts.length];
  const endsAt = exec.scenario.startTime + steps * stepSeconds * 1_000;
  if (account === undefined || exec.vu.iterationInScenario > 0) return rest(endsAt);
  const first = (user - 1) * connectionsPerUser;
  const count = Math.min(connectionsPerUser, settings.maxConnections - first);
  await Promise.all(
    Array.from({ length: Math.max(0, count) }, (_, index) => {
      const connection = first + index;
      const roomId = roomIds[connection % roomIds.length] ?? 0;
      return oneConnection({ account, roomId, connection, endsAt, name: `${run}-${connection}` });
    }),
  );
}

/** Opens within the opening time, talks now and then, and closes when the run ends. */
function oneConnection(options: {
  account: Account;
  roomId: number;
  connection: number;
  endsAt: number;
  name: string;
}): Promise<void> {
  const { account, roomId, connection, endsAt, name } = options;
  const headers = clientAddress(connection);
  // Ten times as rare as in the smoke run: a room of fifty makes fifty deliveries of each.
  const talkEveryMs = settings.messageEveryMs * 10;
  return new Promise((resolve) => {
    setTimeout(() => {
      const socket = new RoomSocket({
        roomId,
        headers,
        token: account.token,
        name,
        renewToken: () => logIn(account.username, account.password, headers),
        onJoined: () => setTimeout(talk, Math.random() * talkEveryMs),
        onClosed: resolve,
      });
      setTimeout(() => socket.close(), Math.max(0, endsAt - Date.now()));

      function talk(): void {
        // What is sent in the last seconds could not be seen arriving.
        if (Date.now() > endsAt - 5_000) return;
        socket.sendMessage();
        setTimeout(talk, talkEveryMs * (0.5 + Math.random()));
      }
    }, Math.random() * openingMs);
  });
}

function rest(endsAt: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, endsAt - Date.now()));
  });
}

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`ramp, up to ${settings.maxConnections} connections`, data);
}
