import { join } from "node:path";
import { expect, test } from "vitest";
import { compileGenerator } from "./generator/compile-generator.ts";
import type { Load } from "./loads/load.ts";
import { loads } from "./loads/loads.ts";
import { runBench } from "./run-bench.ts";

test(
  "the benchmark measures hubbub and its peers, and nobody loses or doubles anything",
  { timeout: 240_000 },
  async () => {
    const { results, failures } = await runBench({
      binary: compileGenerator(),
      loads: [
        small("rooms", {
          rooms: 4,
          perRoom: 5,
          messages: 200,
          servers: ["hubbub-limited", "hubbub-nginx", "socket-io", "ws", "uws"],
        }),
        { ...small("uploads", { rooms: 4, perRoom: 5, messages: 200, servers: ["hubbub"] }), uploads: 2 },
        small("thread", { rooms: 1, perRoom: 6, messages: 100, servers: ["hubbub"] }),
        small("storm", { rooms: 4, perRoom: 5, messages: 0, servers: ["socket-io"] }),
        small("search", { rooms: 3, perRoom: 1, messages: 200, servers: ["hubbub"] }),
        small("resume", { rooms: 3, perRoom: 6, messages: 10, servers: ["hubbub"] }),
      ],
      servers: ["hubbub", "hubbub-limited", "hubbub-nginx", "socket-io", "ws", "uws"],
      rounds: 1,
      seconds: 1,
      report: () => undefined,
    });
    expect(failures).toEqual([]);
    const [rooms, uploads, thread, storm, search, resume] = results;
    expect(rooms?.servers).toHaveLength(5);
    for (const { figures } of rooms!.servers) {
      expect(figures).toMatchObject({ lost: 0, duplicated: 0 });
      expect(figures.deliveriesPerSecond).toBeGreaterThan(100);
    }
    // The kernel counts in 10 ms: a server alone may have needed less.
    const cpuUs = rooms!.servers.reduce((sum, { figures }) => sum + (figures.chatCpuUsPerDelivery ?? 0), 0);
    expect(cpuUs).toBeGreaterThan(0);
    expect(uploads?.servers[0]?.figures).toMatchObject({ lost: 0, duplicated: 0 });
    expect(thread?.servers[0]?.figures).toMatchObject({ lost: 0, duplicated: 0 });
    expect(storm?.servers[0]?.figures.cpuUsPerJoin).toBeGreaterThanOrEqual(0);
    expect(search?.servers[0]?.figures.indexedPerSecond).toBeGreaterThan(0);
    expect(resume?.servers[0]?.figures).toMatchObject({ lost: 0, duplicated: 0 });
  },
);

test(
  "beside another clone's hubbub today's is measured in turn, and both have CPU figures",
  { timeout: 240_000 },
  async () => {
    const { runs, failures } = await runBench({
      binary: compileGenerator(),
      loads: [small("ingest", { rooms: 4, perRoom: 2, messages: 5, servers: ["hubbub", "inserts"] })],
      servers: [],
      base: { folder: join(import.meta.dirname, "../..") },
      rounds: 1,
      seconds: 1,
      report: () => undefined,
    });
    expect(failures).toEqual([]);
    expect(runs.map(({ server }) => server)).toEqual(["hubbub-base", "hubbub"]);
    for (const { figures } of runs) {
      expect(Object.keys(figures)).toEqual(expect.arrayContaining(["chatCpuUsPerCommit", "cpuUsPerCommit"]));
      expect(figures.lost).toBe(0);
    }
  },
);

type Size = Pick<Load, "messages" | "servers"> & { readonly rooms: number; readonly perRoom: number };

/** A load of the benchmark with other numbers. */
function small(name: string, { rooms, perRoom, messages, servers }: Size): Load {
  const load = loads.find((one) => one.name === name)!;
  return { ...load, rooms: { name, rooms, perRoom }, messages, servers };
}
