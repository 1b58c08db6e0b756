import type { FieldError } from "@hubbub/errors";

/** Wire names with what is wrong with them → the field errors of those that are wrong. */
export function toFieldErrors(problems: Readonly<Record<string, string | undefined>>): FieldError[] {
  return Object.entries(problems).flatMap(([field, message]) =>
    message === undefined ? [] : [{ field, code: "invalid_argument" as const, message }],
  );
}
