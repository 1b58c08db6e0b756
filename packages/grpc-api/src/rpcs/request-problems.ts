import type { FieldError } from "@hubbub/errors";
import type { AnyRpc, Field } from "./rpc.ts";
import { ruleProblem } from "./rule-problem.ts";

/** Every field of a request, in ts-proto's form, that its rule does not allow; but for those that the use case sees to. */
export function requestProblems(
  { request: fields, oneOf = [] }: AnyRpc,
  request: Readonly<Record<string, unknown>>,
): readonly FieldError[] {
  const problems = Object.entries(fields).flatMap(([key, field]) => {
    const message = fieldProblem(field, wireName(key), request[key]);
    return message === undefined ? [] : [fieldError(key, message)];
  });
  const [first] = oneOf;
  if (first === undefined || fields[first]?.rule.inUseCase === true) return problems;
  if (oneOf.filter((key) => !isZero(request[key])).length === 1) return problems;
  return [...problems, fieldError(first, `Give either ${oneOf.map(wireName).join(" or ")}`)];
}

/** As in the proto: `roomId` is `room_id`. */
export function wireName(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function fieldProblem({ presence, rule }: Field, name: string, value: unknown): string | undefined {
  if (rule.inUseCase === true) return undefined;
  if (value === undefined) return presence === "needed" ? `${name} is missing` : undefined;
  if (presence === "or_zero" && isZero(value)) return undefined;
  // A number that is needed says better from where on it counts.
  const isMissing = presence === "needed" && rule.kind !== "whole" && isZero(value);
  return isMissing ? `${name} is missing` : ruleProblem(rule, name, value);
}

/** Without presence in proto that is the same as absent. */
function isZero(value: unknown): boolean {
  return (
    value === undefined || value === "" || value === 0 || value === false || (Array.isArray(value) && !value.length)
  );
}

function fieldError(key: string, message: string): FieldError {
  return { field: wireName(key), code: "invalid_argument", message };
}
