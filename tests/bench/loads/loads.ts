import type { ServerName } from "../servers/bench-server.ts";
import type { Load } from "./load.ts";
import { keepersPerRoom } from "./measure-resume.ts";

const direct: readonly ServerName[] = ["hubbub", "socket-io", "ws", "uws"];
const limited: readonly ServerName[] = ["hubbub", "hubbub-limited", "hubbub-nginx", "socket-io", "ws", "uws"];
const all: readonly ServerName[] = ["hubbub", "hubbub-nginx", "socket-io", "ws", "uws"];

const hot = { name: "hot", rooms: 1, perRoom: 2_000 };
const thousand = { name: "thousand", rooms: 1, perRoom: 1_000 };
const calm = { name: "calm", rooms: 100, perRoom: 100 };

/** Every load, in the order in which they are run and shown. */
export const loads: readonly Load[] = [
  {
    name: "rooms",
    title: "1 000 connections, 10 rooms, 300 messages a second",
    kind: "deliver",
    rooms: { name: "rooms", rooms: 10, perRoom: 100 },
    messages: 300,
    servers: limited,
  },
  {
    name: "many",
    title: "1 000 connections, 100 rooms, 2 000 messages a second",
    kind: "deliver",
    rooms: { name: "many", rooms: 100, perRoom: 10 },
    messages: 2_000,
    servers: limited,
  },
  {
    name: "uploads",
    title: "1 000 connections, 10 rooms, 300 messages a second, while 20 pictures of 12 megapixels are uploaded",
    kind: "deliver",
    rooms: { name: "rooms", rooms: 10, perRoom: 100 },
    messages: 300,
    uploads: 20,
    servers: ["hubbub"],
  },
  {
    name: "hot20",
    title: "2 000 connections, 1 room, 20 messages a second",
    kind: "deliver",
    rooms: hot,
    messages: 20,
    servers: all,
  },
  {
    name: "hot100",
    title: "2 000 connections, 1 room, 100 messages a second",
    kind: "deliver",
    rooms: hot,
    messages: 100,
    servers: all,
  },
  {
    name: "plain100",
    title: "1 000 connections, 1 room, 100 messages a second: what a thread is compared with",
    kind: "deliver",
    rooms: thousand,
    messages: 100,
    servers: ["hubbub"],
  },
  {
    name: "thread",
    title: "the same, each message a reply in one thread",
    kind: "deliver",
    rooms: thousand,
    messages: 100,
    inThread: true,
    servers: ["hubbub"],
  },
  {
    name: "idle",
    title: "10 000 connections, joined, silent",
    kind: "idle",
    rooms: calm,
    messages: 0,
    servers: direct,
  },
  {
    name: "storm",
    title: "10 000 connect and join as fast as they can; with hubbub they authenticate too",
    kind: "storm",
    rooms: calm,
    messages: 0,
    servers: direct,
  },
  {
    name: "ingest",
    title: "200 senders in 100 rooms, 20 messages of each under way",
    kind: "ingest",
    rooms: { name: "ingest", rooms: 100, perRoom: 2 },
    messages: 20,
    servers: ["hubbub", "hubbub-limited", "inserts"],
  },
  {
    name: "resume",
    title: "5 000 come back at once, each having missed 50 messages",
    kind: "resume",
    rooms: { name: "resume", rooms: 50, perRoom: 100 + keepersPerRoom },
    messages: 50,
    servers: ["hubbub"],
  },
  {
    name: "search",
    title: "searches over a million messages in 1 000 rooms",
    kind: "search",
    rooms: { name: "search", rooms: 1_000, perRoom: 1 },
    messages: 1_000,
    servers: ["hubbub"],
  },
];
