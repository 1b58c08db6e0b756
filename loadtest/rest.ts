import exec from "k6/execution";
import type { Options } from "k6/options";
import { call } from "./k6/api.ts";
import { clientAddress } from "./k6/client-address.ts";
import { accountOf, type People, preparePeople } from "./k6/people.ts";
import { post } from "./k6/room.ts";
import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";
import { thresholds } from "./k6/thresholds.ts";

// REQUESTS_PER_SECOND of what programs ask the REST API, whether or not those before were answered: mostly reading.

export const options: Options = {
  setupTimeout: "10m",
  scenarios: {
    rest: {
      executor: "constant-arrival-rate",
      rate: settings.requestsPerSecond,
      duration: `${settings.durationMs}ms`,
      preAllocatedVUs: Math.min(200, Math.max(10, settings.requestsPerSecond)),
      maxVUs: 500,
    },
  },
  thresholds: {
    errors: thresholds["errors"] ?? [],
    http_req_failed: thresholds["http_req_failed"] ?? [],
    dropped_iterations: ["count==0"],
    http_reqs: ["count>0"],
    "http_req_duration{scenario:rest}": ["p(95)<300", "p(99)<1000"],
  },
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

export function setup(): People {
  const people = preparePeople("Rest", { people: settings.users, rooms: settings.rooms });
  people.roomIds.forEach((roomId, room) => post(roomId, accountOf(people, room), clientAddress(room)));
  return people;
}

type Request = (people: People, room: number) => void;

const get =
  (route: string, path: (roomId: number) => string): Request =>
  (people, room) => {
    const { token } = accountOf(people, room);
    call("GET", path(people.roomIds[room] ?? 0), { token, headers: clientAddress(room), route });
  };

const readRooms = get("/api/v1/rooms", () => "/api/v1/rooms");
const readRoom = get("/api/v1/rooms/{id}", (id) => `/api/v1/rooms/${id}`);
const readMessages = get("/api/v1/rooms/{id}/messages", (id) => `/api/v1/rooms/${id}/messages?limit=50`);
const readMembers = get("/api/v1/rooms/{id}/members", (id) => `/api/v1/rooms/${id}/members`);
const readMe = get("/api/v1/users/me", () => "/api/v1/users/me");
const write: Request = (people, room) => post(people.roomIds[room] ?? 0, accountOf(people, room), clientAddress(room));

/** Ten requests, in the shares in which they are made. */
const mix: readonly Request[] = [
  readMessages,
  readRooms,
  readMessages,
  readRoom,
  readMessages,
  readMembers,
  readMessages,
  readMe,
  readMessages,
  write,
];

export default function ask(people: People): void {
  const request = exec.scenario.iterationInTest;
  // Each room has an owner of its own, who asks.
  mix[request % mix.length]?.(people, Math.floor(request / mix.length) % settings.rooms);
}

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`rest, ${settings.requestsPerSecond} requests a second`, data);
}
