import { AppError, type FieldError } from "@hubbub/errors";
import type { UniqueField } from "./account-queries.ts";

/** `already_exists` naming each field that another account has. */
export function takenError(taken: readonly UniqueField[]): AppError {
  const fields: FieldError[] = taken.map((field) => ({ field, code: "already_exists", message: messages[field] }));
  return new AppError("already_exists", fields.map(({ message }) => message).join(". "), { fields });
}

const messages: Readonly<Record<UniqueField, string>> = {
  email: "There is an account with this email address already",
  username: "This username is taken",
};
