import type { Outcome, ServiceOutcome } from "./outcome.ts";

/** Ms that 99 of 100 bystanders' sends and questions may take. */
export const maxBystanderP99Ms = 100;
/** Ms of the chat instance's event loop, as prom-client counts it: with the 10 ms from one sample to the next. */
export const maxLoopP99Ms = 20;
/** Ms that any new socket and any sign-in of a bystander may take; nobody asked for it, and 100 hashes at a time took 4 s. */
export const maxArrivalMs = 1_000;
/** Bytes of a service's memory, whatever is done to it for however long: a busy one has 300 MiB. */
export const maxResidentBytes = 384 * 1024 * 1024;

/** The goals that an attack made the system miss, each in a few words. */
export function missedGoals({ bystanders, services, spoils, excess = [] }: Outcome): string[] {
  const { measured, errors } = bystanders;
  const got = spoils?.got ?? {};
  const broken = Object.keys(got).filter((what) => /^50[0-24-9]$|^error internal$/.test(what));
  return [
    ...(measured.ack.p99Ms <= maxBystanderP99Ms ? [] : ["send → ack"]),
    ...(measured.me.p99Ms <= maxBystanderP99Ms ? [] : ["/users/me"]),
    ...(measured.connect.maxMs <= maxArrivalMs ? [] : ["connect"]),
    ...(measured.login.maxMs <= maxArrivalMs ? [] : ["login"]),
    ...(services.chat.loop.p99Ms <= maxLoopP99Ms ? [] : ["event loop"]),
    ...(Object.keys(errors).length === 0 ? [] : ["errors"]),
    ...(isBounded(services.chat) ? [] : ["memory of the chat instance"]),
    ...(isBounded(services.users) ? [] : ["memory of the user-service"]),
    ...(services.chat.restarts + services.users.restarts === 0 ? [] : ["restarted"]),
    ...excess,
    ...broken.map((what) => `the attacker got ${what}`),
  ];
}

function isBounded({ memory: { highestBytes } }: ServiceOutcome): boolean {
  return highestBytes <= maxResidentBytes;
}
