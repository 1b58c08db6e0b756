import { type RawBuilder, sql } from "kysely";

/**
 * Begins a statement that each connection prepares once: for those that are asked often, whose plan takes longer than what
 * is planned. The name belongs to one text; what differs from call to call must be parameters.
 */
export function prepared(name: string): RawBuilder<never> {
  if (!/^[a-z_]+$/.test(name)) throw new TypeError("a prepared statement's name is of a-z and _");
  return sql.raw(`/* prepared ${name} */`);
}
