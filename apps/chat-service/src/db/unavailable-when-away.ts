import { toUnavailable } from "@hubbub/service-runtime/postgres";
import type { PostgresPool, PostgresPoolClient } from "kysely";

/**
 * A pool whose errors say `unavailable` where Postgres is away or too slow; what else is wrong stays as it is. Statements
 * that say so (`prepared`) are prepared once a connection.
 */
export function unavailableWhenAway(pool: PostgresPool): PostgresPool {
  const wrapped = new WeakMap<PostgresPoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(rethrow);
      const known = wrapped.get(client) ?? wrapClient(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

function wrapClient(client: PostgresPoolClient): PostgresPoolClient {
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      return property === "query" ? query : value.bind(target);
    },
  });

  function query(...args: QueryArguments): unknown {
    const result: unknown = client.query(...withName(args));
    return result instanceof Promise ? result.catch(rethrow) : result;
  }
}

const preparedMark = /^\s*\/\* prepared ([a-z_]+) \*\//;

type QueryArguments = Parameters<PostgresPoolClient["query"]>;

/** pg takes a named statement as one object, of which kysely's types do not know. */
function withName(args: QueryArguments): QueryArguments {
  const [text, values] = args as readonly unknown[];
  const name = typeof text === "string" ? preparedMark.exec(text)?.[1] : undefined;
  return name === undefined ? args : ([{ name, text, values }] as unknown as QueryArguments);
}

function rethrow(error: unknown): never {
  throw toUnavailable(error);
}
