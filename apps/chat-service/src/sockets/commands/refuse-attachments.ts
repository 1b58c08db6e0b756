import { AppError } from "@hubbub/errors";

/** Throws `invalid_argument` for a message that names attachments. */
export function refuseAttachments({ attachment_ids }: { readonly attachment_ids?: readonly string[] }): void {
  if ((attachment_ids?.length ?? 0) === 0) return;
  throw new AppError("invalid_argument", "Attachments are not available yet", { field: "attachment_ids" });
}
