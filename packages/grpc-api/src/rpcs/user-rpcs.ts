import type { UserServiceServer } from "../gen/hubbub/user/v1/user_service.ts";
import { flag, inUseCase, list, text } from "./field-rule.ts";
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
import { maxDisplayNameCodePoints, maxUsersPerLookup } from "./limits.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

const sessionId = text({
  shape: { pattern: "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", complaint: "must be a UUID in lower case" },
  format: "uuid",
});
/** Whatever it is: what is none of ours is answered with `unauthenticated`. */
const refreshToken = text();

/** No name is longer. */
const search = { query: orZero(text({ maxChars: maxDisplayNameCodePoints })), ...page } as const;

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
  logout: { request: { refreshToken: orZero(refreshToken) }, errors: [] },
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
  listSessions: { request: page, errors: ["forbidden"] },
  revokeSession: { request: { id: needed(sessionId) }, errors: ["forbidden"] },
  endOtherSessions: { request: {}, errors: ["forbidden"] },
  getUser: { request: { id: needed(id) }, errors: ["user_not_found", "forbidden"] },
  searchUsers: { request: search, errors: ["forbidden"] },
  listAccounts: { request: search, errors: ["forbidden"] },
  disableAccount: { request: { id: needed(id) }, errors: ["forbidden", "user_not_found"] },
  enableAccount: { request: { id: needed(id) }, errors: ["forbidden", "user_not_found"] },
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
};
