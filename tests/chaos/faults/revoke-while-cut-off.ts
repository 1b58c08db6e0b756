import { setTimeout as pause } from "node:timers/promises";
import { RawSocket } from "../load/raw-socket.ts";
import { rest } from "../load/rest.ts";
import { type Person, signUp } from "../load/sign-up.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";

const promisedMs = 1_000;

export const revokeWhileCutOff: Scenario = {
  name: "revoke-while-cut-off",
  title: "sign-outs while one of three instances is off Redis, one off the user-service, one down",
  start: {
    instances: 3,
    links: [
      { of: "chat-2", to: "redis" },
      { of: "chat-3", to: "user-service" },
    ],
  },
  recoversWithinMs: 10_000,
  async fault(run) {
    const { system } = run;
    const [first, second, third] = await signUp(system.url, 3);
    await endsEverywhere(run, first!);
    await endsWhereItIsHeard(run, second!);
    await endsAtTheReturn(run, third!);
  },
};

/** All is well: within a second of the sign-out. */
async function endsEverywhere(run: FaultRun, person: Person): Promise<void> {
  const sockets = await socketsOf(run, person);
  const outMs = await signOut(run, person);
  for (const [name, socket] of sockets) await expectEnd(run, `at ${name}`, socket, outMs);
  for (const name of run.system.instances)
    run.expect(`its token is refused at ${name}`, (await take(run, name, person)) === 401);
}

/** Redis has no part in it; who cannot hear the user-service does so within a second of its return. */
async function endsWhereItIsHeard(run: FaultRun, person: Person): Promise<void> {
  const { system } = run;
  const sockets = await socketsOf(run, person);
  const [redis, userService] = [system.link("chat-2", "redis"), system.link("chat-3", "user-service")];
  redis.cut();
  userService.cut();
  await until("chat-3 says that it cannot hear", 5_000, async () => (await heard(run)) === 0);
  const outMs = await signOut(run, person);
  await expectEnd(run, "at chat-1", sockets.get("chat-1")!, outMs);
  await expectEnd(run, "at chat-2, which is cut off from Redis", sockets.get("chat-2")!, outMs);
  run.expect("tokens are good at chat-3, which cannot hear", (await take(run, "chat-3", person)) === 200);
  await pause(3_000);
  await userService.mend();
  await expectEnd(run, "at chat-3 once it can hear again", sockets.get("chat-3")!, performance.now());
  await redis.mend();
}

/** Who was down knows when it serves. */
async function endsAtTheReturn(run: FaultRun, person: Person): Promise<void> {
  const { system, expect } = run;
  const before = system.restarts("chat-1");
  expect("its token is good", (await take(run, "chat-1", person)) === 200);
  system.signal("chat-1", "SIGKILL");
  await until("chat-1 is gone", 2_000, async () => (await system.readiness("chat-1")) === undefined);
  await signOut(run, person);
  await system.backAfter("chat-1", before);
  expect("its token is refused by an instance that was down", (await take(run, "chat-1", person)) === 401);
}

async function socketsOf({ system }: FaultRun, person: Person): Promise<Map<string, RawSocket>> {
  const open = system.instances.map(async (name) => {
    return [name, await RawSocket.open(system.instanceSocketUrl(name), person)] as const;
  });
  return new Map(await Promise.all(open));
}

/** Answers when it was done. */
async function signOut({ system }: FaultRun, { token }: Person): Promise<number> {
  await rest(system.url, "POST", "/api/v1/users/logout", { token, body: {} });
  return performance.now();
}

async function expectEnd({ expect }: FaultRun, where: string, socket: RawSocket, sinceMs: number): Promise<void> {
  await until(`the end of the socket ${where}`, 10_000, () => socket.closeCode !== undefined);
  const ms = Math.round(performance.now() - sinceMs);
  expect(`who signed out is out ${where} within ${promisedMs} ms: ${ms}`, ms <= promisedMs);
  expect(`and told so ${where}: ${socket.closeCode}`, socket.closeCode === 4502);
}

/** The status of a request with the person's token. */
async function take({ system }: FaultRun, name: string, { token }: Person): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${system.instanceUrl(name)}/api/v1/users/me/rooms`, { headers })).status;
}

function heard({ system }: FaultRun): Promise<number | undefined> {
  return system.metric("chat-3", "revocations_up");
}
