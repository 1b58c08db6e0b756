import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackFile } from "@hubbub/stack";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { call, someUser } from "./support/api.ts";
import { metricLabels } from "./support/metric-labels.ts";
import { metricsPage } from "./support/metrics-page.ts";
import { openSocket, signedInSocket } from "./support/open-socket.ts";
import { readMetrics, type ShownMetric } from "./support/read-metrics.ts";

const dataFolder = inject("dataFolder");

// The ops ports of one that the tests did not start are not known.
describe.runIf(dataFolder !== undefined)("what /metrics of the running services shows", () => {
  const { ports } = JSON.parse(readFileSync(join(dataFolder ?? "", "stack.json"), "utf8")) as StackFile;
  const chats = ["chat-1", "chat-2"].map((name) => ({
    url: `http://127.0.0.1:${ports[name]}`,
    ops: ports[`${name}-ops`],
  }));
  const readAll = async () => Promise.all([...chats.map(({ ops }) => ops), ports["user-service-ops"]].map(readMetrics));
  let services: readonly ReadonlyMap<string, ShownMetric>[];

  beforeAll(async () => {
    await chatAcross(chats.map(({ url }) => url));
    await makeTrouble(chats[0]!.url);
    services = await readAll();
  });

  test("is what docs/metrics.md says: each has a row, and each row is there", async () => {
    const [chat, , users] = services;
    await expect(metricsPage({ chat: chat!, users: users! })).toMatchFileSnapshot("../../docs/metrics.md");
    expect([...services[1]!.keys()]).toEqual([...chat!.keys()]);
  });

  test("has labels from closed sets only, also after what nobody expects", () => {
    const shown = services.flatMap((service) => [...service.values()]);
    const open = shown.flatMap(({ name, samples }) => {
      const sets = metricLabels[name] ?? {};
      return samples.flatMap(({ labels }) => {
        const missing = Object.keys(sets).filter((label) => labels[label] === undefined);
        const wrong = Object.entries(labels).filter(([label, value]) => {
          const set = sets[label];
          return set === undefined || !("holds" in set ? set.holds(value) : set.includes(value));
        });
        return [...missing, ...wrong.map((pair) => pair.join("="))].map((it) => `${name}: ${it}`);
      });
    });
    expect([...new Set(open)]).toEqual([]);
    // Of what has no sample it cannot be seen.
    const unseen = shown.filter(({ name, samples }) => samples.length === 0 && metricLabels[name] === undefined);
    expect(unseen.map(({ name }) => name)).toEqual([]);
    expect(Object.keys(metricLabels).filter((name) => !shown.some((metric) => metric.name === name))).toEqual([]);
  });

  test("has histograms rather than summaries, base units, and a sentence for each", () => {
    for (const { name, type, help } of services.flatMap((service) => [...service.values()])) {
      expect({ name, type }).toEqual({ name, type: expect.stringMatching(/^(counter|gauge|histogram)$/) });
      expect(name).not.toMatch(/_(ms|us|ns|millis|kb|mb|minutes|percent)(_|$)/);
      expect({ name, total: name.endsWith("_total") }).toEqual({ name, total: type === "counter" || isOfNode(name) });
      expect(help).toMatch(/\w{2}.*\.$/);
    }
  });

  test("times a message's delivery on every instance, from its receipt on another one", async () => {
    const before = await Promise.all(chats.map(({ ops }) => deliveries(ops)));
    await chatAcross(chats.map(({ url }) => url));
    const grown = async () =>
      (await Promise.all(chats.map(({ ops }) => deliveries(ops)))).map((count, index) => count > before[index]!);
    await expect.poll(grown).toEqual([true, true]);
  });
});

/** Its default metrics have gauges called so. */
function isOfNode(name: string): boolean {
  return /^nodejs_active_\w+_total$/.test(name);
}

/** Seconds, all together: of deliveries that were counted and took no time there would be none. */
async function deliveries(ops: number | undefined): Promise<number> {
  const { samples } = (await readMetrics(ops)).get("message_delivery_seconds")!;
  // The last of a histogram's lines are its sum and its count.
  return samples.at(-2)!.value;
}

/** Somebody writes to two people, one on each instance. */
async function chatAcross(urls: readonly string[]): Promise<void> {
  const { token } = await someUser(inject("url"));
  const sockets = await Promise.all(urls.map((url) => signedInSocket(url, token)));
  for (const socket of sockets) {
    socket.send({ type: "join_room", room_id: 1 });
    await socket.next("room_joined");
  }
  const content = `across ${Math.random()}`;
  sockets[0]!.send({ type: "send_message", room_id: 1, content });
  for (const socket of sockets) {
    await socket.next("new_message", (frame) => frame["content"] === content);
    socket.close();
  }
}

/** What no client of ours sends. */
async function makeTrouble(url: string): Promise<void> {
  for (const path of ["/api/v1/rooms/no-room", `/nowhere/${Math.random()}`, "/api/v1/users/login"]) {
    for (const method of ["GET", "POST", "PURGE"]) await call(url, method, path).catch(() => undefined);
  }
  const socket = await openSocket(url);
  for (const frame of [{ type: `strange-${Math.random()}` }, { type: "send_message" }, { type: "auth", token: "x" }]) {
    socket.send(frame);
  }
  await socket.closed();
}
