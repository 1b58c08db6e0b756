import type { UserServiceServer } from "../gen/hubbub/user/v1/user_service.ts";
import { AuditAction } from "../gen/hubbub/user/v1/audit_event.ts";
import { choice, flag, inUseCase, list, text, whole } from "./field-rule.ts";
import {
  givenPassword,
  id,
  newDisplayName,
  newEmail,
  newPassword,
  newUsername,
  ownName,
  page,
  username,
} from "./fields.ts";
import {
  maxAddressChars,
  maxAvatarUrlChars,
  maxAuditEventsPerCall,
  maxDeletedAccountsPerList,
  maxDisplayNameCodePoints,
  maxEmailBytes,
  maxUsersPerLookup,
} from "./limits.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

const sessionId = text({
  shape: { pattern: "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", complaint: "must be a UUID in lower case" },
  format: "uuid",
});
/** Whatever it is: what is none of ours is answered with `unauthenticated`. */
const refreshToken = text();

const actions = Object.entries(AuditAction).flatMap(([name, number]) =>
  number === AuditAction.AUDIT_ACTION_UNSPECIFIED || number === AuditAction.UNRECOGNIZED
    ? []
    : [[name.replace("AUDIT_ACTION_", "").toLowerCase(), number] as const],
);
const auditAction = choice(Object.fromEntries(actions));

/** No name is longer. */
const search = { query: orZero(text({ maxChars: maxDisplayNameCodePoints })), ...page } as const;
/** By the email, too: none is longer. */
const searchAll = { query: orZero(text({ maxChars: maxEmailBytes })), ...page } as const;

export const userRpcs: RpcsOf<UserServiceServer> = {
  register: {
    request: {
      email: needed(newEmail),
      username: needed(newUsername),
      password: needed(newPassword),
      useCookie: orZero(flag),
    },
    errors: ["already_exists"],
  },
  login: {
    request: {
      email: orZero(ownName),
      username: orZero(ownName),
      password: needed(givenPassword),
      useCookie: orZero(flag),
    },
    oneOf: ["email", "username"],
    errors: ["unauthenticated", "forbidden"],
  },
  refresh: {
    request: { refreshToken: orZero(refreshToken), useCookie: orZero(flag) },
    errors: ["unauthenticated", "forbidden"],
  },
  logout: { request: { refreshToken: orZero(refreshToken) }, errors: ["forbidden"] },
  getMe: { request: {}, errors: ["forbidden"] },
  updateMe: {
    request: {
      displayName: optional(newDisplayName),
      email: optional(newEmail),
      password: optional(newPassword),
      currentPassword: optional(givenPassword),
    },
    with: { password: "currentPassword", email: "currentPassword" },
    errors: ["already_exists", "forbidden"],
  },
  deleteMe: { request: { currentPassword: needed(givenPassword) }, errors: ["forbidden"] },
  listSessions: { request: page, errors: ["forbidden"] },
  revokeSession: { request: { id: needed(sessionId) }, errors: ["forbidden"] },
  endOtherSessions: { request: {}, errors: ["forbidden"] },
  getUser: { request: { id: needed(id) }, errors: ["user_not_found", "forbidden"] },
  searchUsers: { request: search, errors: ["forbidden"] },
  listAccounts: { request: searchAll, errors: ["forbidden"] },
  disableAccount: { request: { id: needed(id) }, errors: ["forbidden", "user_not_found"] },
  enableAccount: { request: { id: needed(id) }, errors: ["forbidden", "user_not_found"] },
  listAuditEvents: {
    request: {
      actorId: optional(id),
      subjectId: optional(id),
      roomId: optional(id),
      action: orZero(auditAction),
      ...page,
    },
    errors: ["forbidden"],
  },
  getJwks: { request: {}, errors: [] },
  // What cannot be a username is left out of the answer, like one that nobody has.
  batchGetUsers: {
    request: {
      ids: orZero(inUseCase(list(id, maxUsersPerLookup))),
      usernames: orZero(inUseCase(list(username, maxUsersPerLookup))),
    },
    errors: [],
  },
  listSigningKeys: { request: {}, errors: [] },
  listDeletedAccounts: {
    request: { after: orZero(id), limit: orZero(whole(1, maxDeletedAccountsPerList)) },
    errors: [],
  },
  exportAccount: {
    request: { userId: needed(id), clientAddress: orZero(text({ maxChars: maxAddressChars })) },
    errors: ["user_not_found"],
  },
  setAvatar: {
    request: { userId: needed(id), avatarUrl: orZero(text({ maxChars: maxAvatarUrlChars })), version: needed(id) },
    errors: ["user_not_found"],
  },
  recordAuditEvents: { request: { events: orZero(list("messages", maxAuditEventsPerCall)) }, errors: [] },
};
