import type { User } from "@hubbub/grpc-api/users";
import type { Account } from "../accounts/account.ts";
import { deletedUserName } from "../accounts/deleted-user-name.ts";
import { isServerAdmin } from "./is-server-admin.ts";
import type { Rules } from "./service.ts";

/** An account as others see it. */
export function toUser(account: Account, rules: Rules): User {
  if (account.deleted) return toDeletedUser(account);
  return {
    id: account.id,
    username: account.username,
    displayName: account.displayName === "" ? account.username : account.displayName,
    createdAt: account.createdAt,
    admin: isServerAdmin(account, rules),
    disabled: account.disabled,
    avatarUrl: account.avatarUrl,
  };
}

/** An account as its owner sees it. */
export function toOwnUser(account: Account, rules: Rules): User {
  return { ...toUser(account, rules), email: account.email };
}

function toDeletedUser({ id, createdAt }: Account): User {
  const name = deletedUserName;
  return { id, username: name, displayName: name, createdAt, admin: false, disabled: true, deleted: true };
}
