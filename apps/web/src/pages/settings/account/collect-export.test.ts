import type { ExportPage } from "@hubbub/client";
import { expect, test } from "vitest";
import { collectExport } from "./collect-export.ts";

const empty: ExportPage = {
  sessions: [],
  known_addresses: [],
  blocks: [],
  rooms: [],
  messages: [],
  next_page_token: "",
};
const account = { id: 1, username: "ada", display_name: "", created_at: "", admin: false, disabled: false };
const room = (id: number) => ({
  id,
  name: `“room” ${id}`,
  type: "public" as const,
  role: "member" as const,
  joined_at: "",
  last_read_seq: 0,
});
const message = (room_id: number, seq: number) => ({
  id: `${room_id}:${seq}`,
  room_id,
  seq,
  user_id: 1,
  username: "ada",
  content: "“hello”",
  client_msg_id: "",
  created_at: "",
  reactions: [],
});
const pages: Readonly<Record<string, ExportPage>> = {
  "": { ...empty, account, blocks: [{ user_id: 2, created_at: "" }], next_page_token: "a" },
  a: { ...empty, rooms: [room(7)], next_page_token: "b" },
  b: { ...empty, rooms: [room(8)], messages: [message(7, 10), message(7, 9)], next_page_token: "c" },
  c: { ...empty, messages: [message(7, 2), message(8, 1)] },
};
const read = async (token: string) => pages[token] ?? empty;

test("all pages together are one JSON file", async () => {
  const file = await collectExport(read, { signal: new AbortController().signal, onMessages: () => {} });
  expect(file.type).toBe("application/json");
  expect(JSON.parse(await file.text())).toEqual({
    account,
    sessions: [],
    known_addresses: [],
    blocks: [{ user_id: 2, created_at: "" }],
    rooms: [room(7), room(8)],
    messages: [message(7, 2), message(7, 9), message(7, 10), message(8, 1)],
  });
});

test("who leaves asks for no more pages", async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const stopping = async (token: string) => {
    asked.push(token);
    stop.abort();
    return await read(token);
  };
  await expect(collectExport(stopping, { signal: stop.signal, onMessages: () => {} })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(asked).toEqual([""]);
});
