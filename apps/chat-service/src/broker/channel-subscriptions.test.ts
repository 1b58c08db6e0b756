import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { maxGatherMs } from "../limits.ts";
import { ChannelSubscriptions } from "./channel-subscriptions.ts";

let sent: (readonly string[])[];
let subscriptions: ChannelSubscriptions;

beforeEach(async () => {
  sent = [];
  subscriptions = new ChannelSubscriptions({
    subscribe: async (channels) => sent.push(channels),
    unsubscribe: async () => undefined,
    onFailure: () => undefined,
  });
  await subscriptions.connected();
});

test("what is wanted in one turn is one command", async () => {
  await Promise.all([subscriptions.subscribe("a"), subscriptions.subscribe("b")]);
  expect(sent).toEqual([["a", "b"]]);
});

test("while many subscribe, those of several turns are one command", async () => {
  await Promise.all(Array.from({ length: maxGatherMs }, (_, i) => subscriptions.subscribe(`first-${i}`)));
  const later = ["a", "b", "c"].map(async (channel, i) => {
    await delay(i * 2);
    await subscriptions.subscribe(channel);
  });
  await Promise.all(later);
  expect(sent.slice(1)).toEqual([["a", "b", "c"]]);
});
