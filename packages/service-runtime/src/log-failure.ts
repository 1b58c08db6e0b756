import type { AppError } from "@hubbub/errors";
import type { Logger } from "./create-logger.ts";

/** Logs what is the server's fault, with its cause: a bug as an error, a part that is away as a warning. */
export function logFailure(
  logger: Logger,
  error: AppError,
  where: Readonly<Record<string, string | number | undefined>>,
): void {
  const err = error.cause ?? error;
  if (error.code === "internal") logger.error({ err, ...where }, "a request failed");
  else if (error.code === "unavailable") logger.warn({ err, ...where }, "a request could not be served");
}
