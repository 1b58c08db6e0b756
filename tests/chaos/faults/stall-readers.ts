import { setTimeout as pause } from "node:timers/promises";
import { checkRecords } from "../checker/check-records.ts";
import { ChaosClient } from "../load/chaos-client.ts";
import { RawSocket } from "../load/raw-socket.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { processFigures } from "../system/process-figures.ts";
import { until } from "../system/until.ts";
import { createRoom } from "./support/create-room.ts";

const stalled = 500;
/** So many of them read on at the end, and shall have missed nothing. */
const returning = 20;
/** 4 000 code points of 4 bytes: 16 KB a message, 6.8 MB for each reader. */
const text = "🐢".repeat(3_980);
const messages = 425;
const messagesPerSecond = 40;
const maxGrowthBytes = 512 * 1024 * 1024;

export const stallReaders: Scenario = {
  name: "stall-readers",
  title: "500 stalled readers, each sent 6.8 MB",
  recoversWithinMs: 10_000,
  async fault(run) {
    const { system, extras, expect, onEnd } = run;
    const url = system.instanceSocketUrl("chat-1");
    const roomId = await createRoom(system.url, extras[0]!);
    const sender = bigTalker(run, "talker", url, roomId);
    const back = Array.from({ length: returning }, (_, index) => bigTalker(run, `stalled ${index}`, url, roomId));
    onEnd(() => [sender, ...back].forEach((client) => client.stop()));
    await until("the stalled-to-be have joined", 10_000, () => [sender, ...back].every(({ ready }) => ready));
    const gone = await openMany(stalled - returning, (index) =>
      RawSocket.open(url, extras[index % extras.length]!, [roomId]),
    );
    onEnd(() => gone.forEach((socket) => socket.close()));

    const pid = system.pid("chat-1");
    const before = processFigures(pid)!.rssBytes;
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, processFigures(pid)?.rssBytes ?? 0)), 100);
    onEnd(() => clearInterval(watch));
    for (const reader of [...gone, ...back]) reader.stall();
    for (let n = 0; n < messages; n++) {
      sender.send(roomId, `big-${n}`, text);
      await pause(1_000 / messagesPerSecond);
    }
    await until("the talker's messages are acked", 30_000, () => sender.settled);
    await until("the stalled readers are ended", 30_000, async () => {
      return ((await system.metric("chat-1", "slow_consumers_total")) ?? 0) >= stalled;
    });
    const growth = highest - before;
    expect(`chat-1 grows by at most 512 MiB; it grew by ${Math.round(growth / 2 ** 20)}`, growth <= maxGrowthBytes);
    expect("chat-1 lives", system.pid("chat-1") === pid);
    for (const client of back) client.resume();
    const head = sender.position(roomId);
    await until("those who read on have everything", 30_000, () => back.every((one) => one.position(roomId) >= head));
    await expectAllSeen(run, roomId, [sender, ...back]);
  },
};

function bigTalker({ extras }: FaultRun, name: string, url: string, roomId: number): ChaosClient {
  const { userId, token } = extras[0]!;
  const client = new ChaosClient({
    name,
    userId,
    token,
    url,
    clientAddress: "10.1.0.1",
    rooms: [roomId],
    waitsForAck: false,
  });
  client.connect();
  return client;
}

async function expectAllSeen(
  { load, expect }: FaultRun,
  roomId: number,
  clients: readonly ChaosClient[],
): Promise<void> {
  await until("those who read on have filled what they missed", 30_000, () => clients.every(({ settled }) => settled));
  const history = await load.history(roomId);
  const [sender] = clients;
  const records = clients.map((client) => ({ ...client.record(), sent: sender!.record().sent }));
  const findings = checkRecords(records, [history]);
  expect(
    `stalled readers that come back have no finding: ${JSON.stringify(findings.slice(0, 5))}`,
    findings.length === 0,
  );
}

async function openMany(count: number, open: (index: number) => Promise<RawSocket>): Promise<RawSocket[]> {
  const sockets: RawSocket[] = [];
  const atATime = 25;
  for (let at = 0; at < count; at += atATime) {
    const some = Array.from({ length: Math.min(atATime, count - at) }, (_, index) => open(at + index));
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}
