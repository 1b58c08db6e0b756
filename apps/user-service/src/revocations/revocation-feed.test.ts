import { expect, test } from "vitest";
import { maxUnreadRevocations, maxWatchers } from "../limits.ts";
import { RevocationFeed } from "./revocation-feed.ts";

const of = (id: string) => ({ sessions: [{ id, at: new Date(0) }], admins: [] });
const never = new AbortController().signal;

test("what is revoked while the list is read is told as well", async () => {
  const reading = Promise.withResolvers<ReturnType<typeof of>>();
  const feed = new RevocationFeed(() => reading.promise);
  const watch = feed.watch(never);
  const first = watch.next();
  feed.push(of("meanwhile"));
  reading.resolve(of("all"));
  expect((await first).value).toEqual(of("all"));
  expect((await watch.next()).value).toEqual(of("meanwhile"));
});

test("who stops watching is forgotten, also while there is nothing to hear", async () => {
  const feed = new RevocationFeed(async () => of("all"));
  const leaving = new AbortController();
  const watch = feed.watch(leaving.signal);
  await watch.next();
  const waiting = watch.next();
  expect(feed.watchers).toBe(1);
  leaving.abort();
  expect((await waiting).done).toBe(true);
  expect(feed.watchers).toBe(0);
});

test("who reads too slowly is ended, and so is one watcher too many: they come again, and hear all", async () => {
  const feed = new RevocationFeed(async () => of("all"));
  const slow = feed.watch(never);
  await slow.next();
  for (let i = 0; i <= maxUnreadRevocations; i += 1) feed.push(of(String(i)));
  await expect(slow.next()).rejects.toMatchObject({ code: "overloaded" });
  const watches = Array.from({ length: maxWatchers }, () => feed.watch(never));
  await Promise.all(watches.map((watch) => watch.next()));
  await expect(feed.watch(never).next()).rejects.toMatchObject({ code: "overloaded" });
});
