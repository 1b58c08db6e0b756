import { randomUUID } from "node:crypto";
import { fetchJson } from "../system/call-rest.ts";
import { TestSocket } from "../system/test-socket.ts";
import { type Cell, inEveryRoom, type Row, type Rows } from "./cell.ts";

/** What is tried is answered at once: an outcome. */
export type OtherRow = Row<(chat: string) => Promise<string>>;

const everywhere = inEveryRoom<OtherRow>;
const get = (path: (cell: Cell) => string, hasToken = true): Pick<OtherRow, "ask"> => ({
  ask: (cell) => async (chat) =>
    (await fetchJson(chat + path(cell), hasToken && cell.who.token !== "" ? { token: cell.who.token } : {})).outcome,
});

/** Opens `/ws?…` and says what the first frame that fits is. */
async function overUrl(chat: string, query: URLSearchParams, answers: readonly string[], text?: string) {
  const socket = await new TestSocket(chat, `?${query.toString()}`).opened();
  if (text !== undefined) socket.send(text);
  try {
    return await socket.outcome(({ type }) => type === "error" || answers.includes(String(type)));
  } finally {
    socket.close();
  }
}

/** Addresses that no proto describes, and sockets that one line of a terminal opens. */
export const otherRows: Readonly<Record<string, Rows<OtherRow>>> = {
  "GET /health": { "": get(() => "/health") },
  "GET /ws": {
    "without an upgrade": get(() => "/ws"),
    ...Object.fromEntries(
      Object.entries(
        everywhere({
          newRoom: "each row",
          ask:
            ({ who, room }) =>
            (chat) =>
              overUrl(chat, new URLSearchParams({ token: who.token || "none", room_id: String(room.id) }), [
                "room_joined",
              ]),
        }),
      ).map(([kind, row]) => [`${kind}: \`?token=&room_id=\``, row]),
    ),
    "public: text with `&plain=1`": {
      in: "public",
      newRoom: "each row",
      ask:
        ({ who, room }) =>
        (chat) => {
          const query = new URLSearchParams({ token: who.token || "none", room_id: String(room.id), plain: "1" });
          return overUrl(chat, query, ["message_ack"], `it is ${randomUUID()}`);
        },
    },
  },
  "GET /socket.io/": { "a handshake": get(() => "/socket.io/?EIO=4&transport=polling") },
  "GET /api/chat/{room_id}/history": everywhere(get(({ room }) => `/api/chat/${room.id}/history`)),
  "GET /files/{id}/{name}": {
    "private: by its link": { in: "private", ...get(({ room }) => room.file.url) },
    "private: without a signature": { in: "private", ...get(({ room }) => room.file.url.replace(/\?.*/, "")) },
  },
  "GET /api/openapi.json": { "": get(() => "/api/openapi.json") },
  "GET /api/docs": { "": get(() => "/api/docs") },
  "GET /api/docs.css": { "": get(() => "/api/docs.css") },
};
