import { AppError } from "@hubbub/errors";
import { idForm } from "@hubbub/ws-protocol";

/** An id or seq of a request. Throws `invalid_argument` naming `field`. */
export function readId(value: number, field: string): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new AppError("invalid_argument", `${field} must be ${idForm}`, { field });
}
