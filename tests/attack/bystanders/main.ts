import type { Person } from "../attacker/target.ts";
import { ask } from "./ask.ts";
import { Bystander } from "./bystander.ts";
import type { BystanderFigures } from "./figures.ts";
import { Window } from "./window.ts";

/** Sent first. */
export interface Company {
  readonly url: string;
  readonly people: readonly Person[];
  readonly room: number;
}

/** Sent then, once for each measurement. */
export interface WindowOrder {
  readonly seconds: number;
}

/** `seated` once all have joined, and before each measurement; `over` when its time is over; then its figures. */
export type Report =
  | { readonly kind: "seated"; readonly serverIds: readonly string[] }
  | { readonly kind: "over" }
  | { readonly kind: "figures"; readonly figures: BystanderFigures };

/**
 * Everyone speaks once a second and so stays within every limit; together they are an ack each 50 ms. All of it is begun by
 * the clock and not by the last answer: who waits in a queue is counted like who does not.
 */
const everyMs = { ack: 50, me: 50, connect: 500, login: 1_000 } as const;
const lookMs = 50;

// The bystanders: a process of its own, so that what it measures is not what others make its event loop wait for.
let people: readonly { readonly person: Person; readonly address: string; readonly seat: Bystander }[] = [];
let window: Window | undefined;

process.on("disconnect", () => process.exit(0));
process.on("message", (message: Company | WindowOrder) => {
  if ("people" in message) void sitDown(message);
  else void measure(message);
});

let url: string;

async function sitDown(company: Company): Promise<void> {
  ({ url } = company);
  people = company.people.map((person, index) => {
    const address = `203.0.113.${200 + index}`;
    const closed = (code: number) => window?.error(`closed ${code}`);
    const socketUrl = `${url.replace("http", "ws")}/ws`;
    return { person, address, seat: new Bystander({ person, address, url: socketUrl, room: company.room, closed }) };
  });
  for (const { seat } of people) seat.connect();
  await seated();
}

/** Waits until everyone is in the room. */
async function seated(): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!people.every(({ seat }) => seat.joined)) return;
      clearInterval(timer);
      resolve();
    }, lookMs);
  });
  tell({ kind: "seated", serverIds: people.map(({ seat }) => seat.serverId ?? "?") });
}

async function measure({ seconds }: WindowOrder): Promise<void> {
  const current = new Window();
  window = current;
  const timers = [
    inTurn(everyMs.ack, ({ seat }) => current.measure("ack", () => seat.say("still here"))),
    inTurn(everyMs.me, ({ person, address }) =>
      current.measure("me", () => ask({ url, method: "GET", path: "/api/v1/users/me", address, token: person.token })),
    ),
    inTurn(everyMs.connect, ({ seat }) => current.measure("connect", () => seat.connectOnceMore())),
    inTurn(everyMs.login, ({ person, address }) => {
      const { username, password } = person;
      const body = { username, password };
      current.measure("login", () => ask({ url, method: "POST", path: "/api/v1/users/login", address, body }));
    }),
  ];
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  for (const timer of timers) clearInterval(timer);
  tell({ kind: "over" });
  const figures = await current.figures();
  window = undefined;
  tell({ kind: "figures", figures });
  await seated();
}

function inTurn(ms: number, act: (one: (typeof people)[number]) => void): NodeJS.Timeout {
  let turn = 0;
  return setInterval(() => act(people[turn++ % people.length]!), ms);
}

function tell(report: Report): void {
  process.send?.(report);
}
