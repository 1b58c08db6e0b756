import { expect, it } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import type { Block } from "../rest/safety-api.ts";
import { MyBlocks } from "./my-blocks.ts";

it("are read page by page once there is a connection, and then follow what one does", async () => {
  const { blocks, server } = start([2, 3], 1);
  expect(blocks.state.snapshot()).toMatchObject({ status: "loading", people: [] });
  blocks.online();
  await expect.poll(() => blocks.state.snapshot().status).toBe("ready");
  expect(idsOf(blocks)).toEqual([2, 3]);
  blocks.online();
  expect(server.loads).toBe(2);

  await blocks.block(4);
  expect(idsOf(blocks)).toEqual([4, 2, 3]);
  expect(blocks.has(4)).toBe(true);
  await blocks.unblock(2);
  expect(idsOf(blocks)).toEqual([4, 3]);
  expect(blocks.has(2)).toBe(false);
  expect(server.changes).toEqual(["block 4", "unblock 2"]);
});

it("stay what they became while a list of before was on its way", async () => {
  const { blocks, server } = start([2, 3]);
  await blocks.load();
  const release = server.hold();
  const loading = blocks.load();
  server.ids = [4, 3];
  await blocks.unblock(2);
  expect(idsOf(blocks)).toEqual([3]);
  release();
  await loading;
  // And what was done elsewhere meanwhile is not missed.
  await expect.poll(() => idsOf(blocks)).toEqual([4, 3]);
});

it("stay as they were where a change is refused, or a list does not come", async () => {
  const { blocks, server } = start([2]);
  await blocks.load();
  server.fails = true;
  await expect(blocks.block(5)).rejects.toMatchObject({ code: "unavailable" });
  await blocks.load();
  expect(blocks.state.snapshot()).toMatchObject({ status: "ready" });
  expect(idsOf(blocks)).toEqual([2]);
});

it("say that they could not be read, and are read with the next connection", async () => {
  const { blocks, server } = start([2]);
  server.fails = true;
  await blocks.load();
  expect(blocks.state.snapshot()).toEqual({ status: "failed", people: [] });
  server.fails = false;
  blocks.online();
  await expect.poll(() => idsOf(blocks)).toEqual([2]);
});

it("are nobody else's after signing out, however late an answer comes", async () => {
  const { blocks, server } = start([2]);
  const release = server.hold();
  const loading = blocks.load();
  blocks.clear();
  release();
  await loading;
  expect(blocks.state.snapshot()).toEqual({ status: "loading", people: [] });
});

function start(ids: readonly number[], pageSize = 100) {
  let held = Promise.resolve();
  const server = {
    ids,
    loads: 0,
    fails: false,
    changes: [] as string[],
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
  const change = async <Answer>(what: string, answer: Answer): Promise<Answer> => {
    if (server.fails) throw new HubbubError("unavailable");
    server.changes.push(what);
    return answer;
  };
  const blocks = new MyBlocks({
    api: {
      blocks: async ({ token = "" } = {}) => {
        server.loads += 1;
        if (server.fails) throw new HubbubError("unavailable");
        const page = server.ids;
        await held;
        const at = Number(token);
        const next = at + pageSize < page.length ? String(at + pageSize) : "";
        return { blocks: page.slice(at, at + pageSize).map(toBlock), next_page_token: next };
      },
      block: (userId) => change(`block ${userId}`, toBlock(userId)),
      unblock: (userId) => change(`unblock ${userId}`, undefined),
    },
    onChange: () => {},
  });
  return { blocks, server };
}

function toBlock(userId: number): Block {
  return { user_id: userId, username: `user-${userId}`, created_at: "2026-01-01T00:00:00.000Z" };
}

function idsOf(blocks: MyBlocks): number[] {
  return blocks.state.snapshot().people.map(({ user_id }) => user_id);
}
