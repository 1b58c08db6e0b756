import type { Connection, Submittable } from "pg";

export interface PreparedStatement {
  /** Unique on its connection. */
  readonly name: string;
  /** Answers one row of one column. */
  readonly text: string;
}

/**
 * Calls a prepared statement and answers what it says, as text. For each call pg's own query has Postgres describe the
 * columns, and makes a row, a result and what reads them.
 */
export class PreparedCall implements Submittable {
  /** Resolves once the statement is committed. Rejects with pg's errors. */
  readonly answer: Promise<string>;
  /** By this and `text` pg remembers what the connection has parsed. */
  readonly name: string;
  readonly text: string;
  /** The statement failed, or the connection. */
  readonly handleError: (error: unknown) => void;
  readonly #values: string[];
  readonly #resolve: (answer: string) => void;
  #value: string | null | undefined;

  constructor({ name, text }: PreparedStatement, values: string[]) {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.answer = promise;
    this.name = name;
    this.text = text;
    this.handleError = reject;
    this.#values = values;
    this.#resolve = resolve;
  }

  submit(connection: Connection): void {
    const { stream, parsedStatements } = connection as Connection & { parsedStatements: Record<string, string> };
    const { name, text } = this;
    stream.cork();
    if (parsedStatements[name] === undefined) connection.parse({ name, text, types: [] }, true);
    connection.bind({ statement: name, values: this.#values }, true);
    connection.execute({}, true);
    connection.sync();
    stream.uncork();
  }

  handleDataRow({ fields: [value] }: { readonly fields: readonly (string | null)[] }): void {
    this.#value = value;
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (typeof this.#value !== "string") this.handleError(new Error(`${this.name} answered nothing`));
    else this.#resolve(this.#value);
  }
}
