import { FieldProblems, type WholeRange } from "../json/field-problems.ts";
import type { JsonObject, MessageCodec } from "../json/message-codec.ts";
import { bindQuery } from "./bind-query.ts";
import { decodePercent } from "./decode-percent.ts";

export interface RequestParts {
  /** The path's fields and the segments at their places, still percent-encoded. */
  readonly pathFields: readonly string[];
  readonly pathValues: readonly string[];
  /** Without the question mark. */
  readonly query: string;
  /** undefined: the route takes its fields from the query. */
  readonly body: JsonObject | undefined;
  /** As the rules of the method say it. */
  readonly rangeOf?: (field: string) => WholeRange | undefined;
}

/**
 * A request in ts-proto's form out of its path, query and body; the path beats the body. Throws `invalid_argument` with
 * every field that is wrong, unknown or given twice; the first ten, where more are.
 */
export function bindRequest(codec: MessageCodec, parts: RequestParts): Record<string, unknown> {
  const { pathFields, pathValues, query, body = {} } = parts;
  const problems = new FieldProblems(parts.rangeOf);
  const request = (codec.decodeWithout(pathFields, body, { field: "", problems }) ?? {}) as Record<string, unknown>;
  for (const [index, name] of pathFields.entries()) {
    const field = codec.fields.get(name);
    const text = decodePercent(pathValues[index] ?? "");
    if (field === undefined) throw new Error(`no field ${name}`);
    if (text === undefined) problems.add(name, "is not valid percent-encoding");
    else request[field.key] = field.value.decodeText?.(text, { field: name, problems });
  }
  bindQuery(codec, { query, taken: pathFields, takesFields: parts.body === undefined }, request, problems);
  problems.throwIfAny();
  return request;
}
