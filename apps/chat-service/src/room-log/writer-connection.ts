import { Socket } from "node:net";
import pg from "pg";
import { answerTimeoutMs, lockTimeoutMs, statementTimeoutMs, writerConnectTimeoutMs } from "../limits.ts";
import { type Backend, endBackend, type Queryable, readBackend } from "./append-queries.ts";

/**
 * The writer's connection: one at a time, opened when it is needed. One that does not answer in time is destroyed, and
 * before the next one is used, the server process behind it is ended: so a batch of unknown outcome never commits after
 * what the writer appends next.
 */
export class WriterConnection implements Queryable {
  readonly #url: string;
  #open: { readonly client: pg.Client; readonly socket: Socket; readonly backend: Backend } | undefined;
  #abandoned: Backend | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Connects where there is no connection. Throws where that fails. */
  async open(): Promise<void> {
    if (this.#open !== undefined) return;
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: "hubbub-log-writer",
      connectionTimeoutMillis: writerConnectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      keepAlive: true,
      stream: () => socket,
    });
    // Also while nothing is asked: the next query must find a connection that lives.
    const lost = () => {
      if (this.#open?.client === client) this.destroy();
    };
    client.on("error", lost).on("end", lost);
    const session: Queryable = { query: (statement) => answerInTime(client.query(statement), socket) };
    try {
      await client.connect();
      const backend = await readBackend(session);
      if (this.#abandoned !== undefined) await endBackend(session, this.#abandoned);
      this.#abandoned = undefined;
      this.#open = { client, socket, backend };
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  query(statement: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }> {
    if (this.#open === undefined) return Promise.reject(new Error("The log writer's connection is closed"));
    const { client, socket } = this.#open;
    return answerInTime(client.query(statement), socket);
  }

  /** Cuts the connection; what was asked last may or may not have happened. */
  destroy(): void {
    this.#abandoned = this.#open?.backend ?? this.#abandoned;
    this.#open?.socket.destroy();
    this.#open = undefined;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    await answerInTime(open.client.end(), open.socket).catch(() => undefined);
  }
}

/** The server gives up by itself before this; who does not answer even so is gone. */
async function answerInTime<Answer>(answer: Promise<Answer>, socket: Socket): Promise<Answer> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    socket.destroy();
    reject(new Error(`Postgres did not answer within ${answerTimeoutMs} ms`));
  }, answerTimeoutMs);
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
    // Whichever of the two came second has been dealt with by destroying the socket.
    answer.catch(() => undefined);
  }
}
