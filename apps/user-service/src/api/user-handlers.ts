import { checkedHandlers, userRpcs } from "@hubbub/grpc-api/rpcs";
import type { UserServiceServer } from "@hubbub/grpc-api/users";
import type { Handlers } from "@hubbub/service-runtime";
import { batchGetUsers } from "./batch-get-users.ts";
import { deleteMe } from "./delete-me.ts";
import { disableAccount, enableAccount } from "./disable-account.ts";
import { endOtherSessions } from "./end-other-sessions.ts";
import { exportAccount } from "./export-account.ts";
import { getJwks } from "./get-jwks.ts";
import { getMe } from "./get-me.ts";
import { getUser } from "./get-user.ts";
import { listAccounts } from "./list-accounts.ts";
import { listAuditEvents } from "./list-audit-events.ts";
import { listDeletedAccounts } from "./list-deleted-accounts.ts";
import { listSessions } from "./list-sessions.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { recordAuditEvents } from "./record-audit-events.ts";
import { refresh } from "./refresh.ts";
import { register } from "./register.ts";
import { revokeSession } from "./revoke-session.ts";
import { searchUsers } from "./search-users.ts";
import { setAvatar } from "./set-avatar.ts";
import type { Service } from "./service.ts";
import { toAuthHandler, toHandler } from "./to-handler.ts";
import { updateMe } from "./update-me.ts";

/** UserService, for gRPC and REST alike, behind the check of its requests. */
export function userHandlers(service: Service): Handlers<UserServiceServer> {
  return checkedHandlers(userRpcs, {
    register: toAuthHandler(service, "register", register),
    login: toAuthHandler(service, "login", login),
    refresh: toAuthHandler(service, "refresh", refresh),
    logout: toAuthHandler(service, "logout", logout),
    getMe: toHandler(service, getMe),
    updateMe: toHandler(service, updateMe),
    deleteMe: toHandler(service, deleteMe),
    listSessions: toHandler(service, listSessions),
    revokeSession: toAuthHandler(service, "revoke_session", revokeSession),
    endOtherSessions: toHandler(service, endOtherSessions),
    getUser: toHandler(service, getUser),
    searchUsers: toHandler(service, searchUsers),
    listAccounts: toHandler(service, listAccounts),
    disableAccount: toHandler(service, disableAccount),
    enableAccount: toHandler(service, enableAccount),
    listAuditEvents: toHandler(service, listAuditEvents),
    getJwks: toHandler(service, getJwks),
    batchGetUsers: toHandler(service, batchGetUsers),
    listSigningKeys: toHandler(service, getJwks),
    listDeletedAccounts: toHandler(service, listDeletedAccounts),
    exportAccount: toHandler(service, exportAccount),
    recordAuditEvents: toHandler(service, recordAuditEvents),
    setAvatar: toHandler(service, setAvatar),
  });
}
