import { setTimeout as pause } from "node:timers/promises";
import { RawSocket } from "../load/raw-socket.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { expectPresence } from "./support/expect-presence.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

const awayMs = 60_000;
/**
 * For a reader on the sender's own instance: well below the 500 ms of the head check, which must not be what delivers.
 * The median of several, for the load generator keeps the machine busy.
 */
const localWithinMs = 100;
const localMessages = 11;

export const redisAway: Scenario = {
  name: "redis-away",
  title: "Redis away for a minute",
  start: {
    links: [
      { of: "chat-1", to: "redis" },
      { of: "chat-2", to: "redis" },
    ],
  },
  recoversWithinMs: 10_000,
  async fault(run) {
    const { system, expect } = run;
    const links = system.instances.map((name) => system.link(name, "redis"));
    for (const link of links) link.cut();
    const back = pause(awayMs);
    for (const name of system.instances) {
      await until(`${name} says that its broker is away`, 10_000, async () => {
        return (await system.readiness(name))?.body["broker"] === "away";
      });
      expect(`${name} is ready all the same`, (await system.readiness(name))?.status === 200);
    }
    await expectLocalDelivery(run);
    await back;
    for (const link of links) await link.mend();
  },
  async afterwards(run) {
    expectPromptDelivery(run.load.clients, run.expect);
    await expectPresence(run);
  },
};

/** Joins work, and who is on the sender's instance does not wait for the head check. */
async function expectLocalDelivery({ system, load, extras, expect }: FaultRun): Promise<void> {
  const url = system.instanceSocketUrl("chat-1");
  const roomId = load.rooms[0]!;
  const [sender, reader] = await Promise.all(extras.slice(0, 2).map((person) => RawSocket.open(url, person, [roomId])));
  const tookMs: number[] = [];
  for (let n = 0; n < localMessages; n += 1) {
    const id = `local-${n}`;
    const sentAt = performance.now();
    sender!.send({ type: "send_message", room_id: roomId, client_msg_id: id, content: "0 local" });
    await reader!.next("new_message", ({ client_msg_id }) => client_msg_id === id);
    tookMs.push(performance.now() - sentAt);
  }
  sender!.close();
  reader!.close();
  const median = Math.round(tookMs.toSorted((a, b) => a - b)[Math.floor(localMessages / 2)]!);
  expect(`a local reader gets messages within ${localWithinMs} ms; it took ${median}`, median <= localWithinMs);
}
