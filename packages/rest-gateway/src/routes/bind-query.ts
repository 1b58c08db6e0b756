import type { FieldProblems } from "../json/field-problems.ts";
import type { FieldCodec, MessageCodec } from "../json/message-codec.ts";
import { maxQueryParameters } from "../limits.ts";
import { decodePercent } from "./decode-percent.ts";

export interface QuerySource {
  readonly query: string;
  /** Fields that the path has given already; the path wins. */
  readonly taken: readonly string[];
  /** false: the fields come from the body, and the query must be empty. */
  readonly takesFields: boolean;
}

/**
 * Puts a query's parameters into `request`. A parameter that the request does not know is refused like a body's field. Ends
 * where the problems are full.
 */
export function bindQuery(
  codec: MessageCodec,
  { query, taken, takesFields }: QuerySource,
  request: Record<string, unknown>,
  problems: FieldProblems,
): void {
  const seen = new Set<string>();
  for (const { name, text } of readQuery(query)) {
    if (problems.isFull) return;
    if (taken.includes(name)) continue;
    const field = takesFields ? codec.fields.get(name) : undefined;
    if (field?.value.decodeText === undefined) problems.add(name, "is not a parameter of this request");
    else if (text === undefined) problems.add(name, "is not valid percent-encoding");
    else if (seen.has(name) && !field.repeated) problems.add(name, "is given more than once");
    else put(field, field.value.decodeText(text, { field: name, problems }), request);
    seen.add(name);
  }
}

function put({ key, repeated }: FieldCodec, value: unknown, request: Record<string, unknown>): void {
  if (repeated) (request[key] as unknown[]).push(value);
  else request[key] = value;
}

/** One parameter at a time, so that no more of them are decoded than are looked at. */
function* readQuery(query: string): Generator<{ name: string; text: string | undefined }> {
  for (const pair of query.split("&", maxQueryParameters)) {
    if (pair === "") continue;
    const [, name = "", text = ""] = /^([^=]*)=?(.*)$/s.exec(pair.replaceAll("+", " ")) ?? [];
    yield { name: decodePercent(name) ?? name, text: decodePercent(text) };
  }
}
