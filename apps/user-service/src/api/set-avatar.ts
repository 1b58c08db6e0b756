import { AppError } from "@hubbub/errors";
import type { SetAvatarRequest, SetAvatarResponse } from "@hubbub/grpc-api/users";
import { selectAccount } from "../accounts/account-queries.ts";
import { updateAvatar } from "../accounts/avatar-queries.ts";
import type { Service } from "./service.ts";

/** For hubbub's own services, which keep the pictures. */
export async function setAvatar(
  { db }: Service,
  { userId, avatarUrl, version }: SetAvatarRequest,
): Promise<SetAvatarResponse> {
  await updateAvatar(db, { userId, url: avatarUrl === "" ? undefined : avatarUrl, version });
  const account = await selectAccount(db, userId);
  if (account === undefined || account.deleted) throw new AppError("user_not_found", undefined, { field: "user_id" });
  return {};
}
