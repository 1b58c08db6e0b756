import type { GeneratorScript } from "../generator/generator-script.ts";

/** A place in a room: what the generator fills into the script for one connection. */
export interface Seat {
  readonly room: string;
  readonly token: string;
}

export interface RunningServer {
  /** Connections are dealt out over them. */
  readonly ports: readonly number[];
  /** The processes that hold the sockets. */
  readonly chatPids: readonly number[];
  /** All processes that a message passes through, those among them. */
  readonly pids: readonly number[];
  /** Of the `person`th (from 0) of the `room`th room of a set. */
  seat(set: string, room: number, person: number): Seat;
  /** Where rooms are kept in Postgres. */
  readonly databaseUrl?: string;
  stop(): Promise<void>;
}

/** One of those that are compared. Started afresh for every run, so that none profits from the run before. */
export interface BenchServer {
  readonly name: ServerName;
  readonly title: string;
  readonly script: GeneratorScript;
  start(): Promise<RunningServer>;
}

export const serverTitles = {
  hubbub: "hubbub (2 instances)",
  "hubbub-base": "hubbub of BASE (2 instances)",
  "hubbub-limited": "hubbub (2 instances), limits on",
  "hubbub-nginx": "hubbub (2 instances) behind Nginx",
  "socket-io": "Socket.IO + Redis adapter (2)",
  ws: "ws + ioredis (2)",
  uws: "bare uWebSockets.js (1, no Redis)",
  inserts: "single-row INSERTs, 8 connections",
} as const;

export type ServerName = keyof typeof serverTitles;
