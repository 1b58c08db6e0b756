import { Socket } from "node:net";
import pg from "pg";
import { lockTimeoutMs, statementTimeoutMs, writerConnectTimeoutMs } from "../../limits.ts";
import { AnswerWatch } from "./answer-watch.ts";
import { type Backend, type Callable, endBackend, type Queryable, readBackend } from "./append-queries.ts";
import { PreparedCall, type PreparedStatement } from "./prepared-call.ts";

interface OpenConnection {
  readonly client: pg.Client;
  readonly socket: Socket;
  readonly watch: AnswerWatch;
  readonly backend: Backend;
}

/**
 * The writer's connection: one at a time, opened when it is needed. One that does not answer in time is destroyed, and
 * before the next one is used, the server process behind it is ended: so a batch of unknown outcome never commits after
 * what the writer appends next.
 */
export class WriterConnection implements Queryable, Callable {
  readonly #url: string;
  #open: OpenConnection | undefined;
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
    // The server gives up by itself before this; who does not answer even so is gone.
    const watch = new AnswerWatch((error) => socket.destroy(error));
    const session: Queryable = { query: (statement) => watch.over(client.query(statement)) };
    try {
      await client.connect();
      const backend = await readBackend(session);
      if (this.#abandoned !== undefined) await endBackend(session, this.#abandoned);
      this.#abandoned = undefined;
      this.#open = { client, socket, watch, backend };
    } catch (error) {
      watch.stop();
      socket.destroy();
      throw error;
    }
  }

  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }> {
    return this.#ask((client) => client.query(statement));
  }

  call(statement: PreparedStatement, values: string[]): Promise<string> {
    return this.#ask((client) => client.query(new PreparedCall(statement, values)).answer);
  }

  /** Cuts the connection; what was asked last may or may not have happened. */
  destroy(): void {
    this.#abandoned = this.#open?.backend ?? this.#abandoned;
    this.#open?.watch.stop();
    this.#open?.socket.destroy();
    this.#open = undefined;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    await open.watch.over(open.client.end());
    open.watch.stop();
  }

  #ask<Answer>(ask: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
    if (this.#open === undefined) return Promise.reject(new Error("The log writer's connection is closed"));
    const { client, watch } = this.#open;
    return watch.over(ask(client));
  }
}
