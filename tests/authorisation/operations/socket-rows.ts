import { randomUUID } from "node:crypto";
import { type Cell, inEveryRoom, inNamedRooms, type Row, type Rows } from "./cell.ts";

/** A frame or event and what is in it. */
export interface SocketRow extends Row<Readonly<Record<string, unknown>>> {
  /** Tries to join the room first. */
  readonly joins?: true;
}

const aText = () => `it is ${randomUUID()}`;
const everywhere = inEveryRoom<SocketRow>;
const named = inNamedRooms<SocketRow>;
const own = ({ room }: Cell) => ({ room_id: room.id, seq: room.ownSeq });
const other = ({ room }: Cell) => ({ room_id: room.id, seq: room.otherSeq });

/** Client frames of the WebSocket. */
export const frameRows: Readonly<Record<string, Rows<SocketRow>>> = {
  auth: {
    "one's own token": { ask: ({ who }) => ({ token: who.token || "none" }) },
    "somebody else's token": { ask: ({ people }) => ({ token: people.author.token }) },
  },
  join_room: {
    ...everywhere({ newRoom: "each row", silent: true, ask: ({ room }) => ({ room_id: room.id }) }),
    "private: from where one was": {
      in: "private",
      ask: ({ room }) => ({ room_id: room.id, after_seq: 1, limit: 1 }),
    },
    "public: from where one was": {
      in: "public",
      newRoom: "each row",
      ask: ({ room }) => ({ room_id: room.id, after_seq: 1, limit: 1 }),
    },
  },
  leave_room: everywhere({ ask: ({ room }) => ({ room_id: room.id }) }),
  send_message: everywhere({ ask: ({ room }) => ({ room_id: room.id, content: aText() }) }),
  edit_message: {
    ...named("one's own", { ask: (cell) => ({ ...own(cell), content: aText() }) }),
    ...named("another's", { ask: (cell) => ({ ...other(cell), content: aText() }) }),
    "direct: one's own": { in: "direct", ask: (cell) => ({ ...own(cell), content: aText() }) },
    "direct: another's": { in: "direct", ask: (cell) => ({ ...other(cell), content: aText() }) },
  },
  delete_message: {
    ...named("one's own", { newRoom: "each row", ask: own }),
    ...named("another's", { newRoom: "after each ok", ask: other }),
    "direct: another's": { in: "direct", ask: other },
  },
  react: everywhere({ ask: (cell) => ({ ...other(cell), emoji: "👍", on: true }) }),
  pin_message: everywhere({ ask: (cell) => ({ ...other(cell), on: true }) }),
  typing: everywhere({
    newRoom: "each row",
    silent: true,
    joins: true,
    ask: ({ room }) => ({ room_id: room.id, is_typing: true }),
  }),
  mark_read: everywhere({ ask: own }),
  mark_unread: everywhere({ ask: own }),
  follow_thread: everywhere({ ask: (cell) => ({ ...other(cell), on: true }) }),
  history: everywhere({ ask: ({ room }) => ({ room_id: room.id }) }),
  dm: {
    "with whom one has written": {
      in: "direct",
      ask: ({ people }) => ({ to: people.peer.username, content: aText() }),
    },
    'who has blocked "blocked"': { ask: ({ people }) => ({ to: people.silent.username, content: aText() }) },
  },
  group: {
    public: { in: "public", ask: ({ room }) => ({ to: room.name, content: aText() }) },
    private: { in: "private", ask: ({ room }) => ({ to: room.name, content: aText() }) },
    announcements: { in: "announcements", ask: ({ room }) => ({ to: room.name, content: aText() }) },
  },
  broadcast: { "": { ask: () => ({ content: aText() }) } },
  watch_presence: { "": { ask: ({ people }) => ({ user_ids: [people.peer.id] }) } },
  set_presence: { "": { ask: () => ({ state: "online" }) } },
  ping: { "": { ask: () => ({}) } },
};

const ofRoom = ({ room }: Cell) => ({ roomId: room.id });

/** Events of the Socket.IO dialect. */
export const eventRows: Readonly<Record<string, Rows<SocketRow>>> = {
  authenticate: {
    "one's own token": { ask: ({ who }) => ({ token: who.token || "none" }) },
    "somebody else's token": { ask: ({ people }) => ({ token: people.author.token }) },
  },
  join_room: everywhere({ newRoom: "each row", silent: true, ask: ofRoom }),
  leave_room: everywhere({ ask: ofRoom }),
  send_message: everywhere({ ask: ({ room }) => ({ roomId: room.id, message: aText() }) }),
  typing: everywhere({
    newRoom: "each row",
    silent: true,
    joins: true,
    ask: ({ room }) => ({ roomId: room.id, isTyping: true }),
  }),
};
