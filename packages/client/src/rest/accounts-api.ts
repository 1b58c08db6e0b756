import { type Page, toPageQuery } from "./page.ts";
import type { ReadPatience, RestClient } from "./rest-client.ts";

export interface User {
  readonly id: number;
  readonly username: string;
  readonly display_name: string;
  /** Only of one's own account. */
  readonly email?: string;
  readonly created_at: string;
  readonly admin: boolean;
  readonly disabled: boolean;
  /** Of a deleted account, which has no name any more. */
  readonly deleted?: boolean;
  /** Where their picture is: `HubbubClient.urlOf`. Absent where there is none. */
  readonly avatar_url?: string;
}

/** How one is shown from now on. */
export interface OwnAvatar {
  readonly user_id: number;
  readonly username: string;
  /** Empty where there is none. */
  readonly avatar_url: string;
}

/** How a picture is sent. */
export interface AvatarOptions {
  /** Aborted, it is broken off, and rejects with `unavailable`. */
  readonly signal?: AbortSignal | undefined;
}

/** What is left out stays as it is. */
export interface AccountChange {
  readonly display_name?: string;
  readonly email?: string;
  readonly password?: string;
  /** Needed with an email and with a password. */
  readonly current_password?: string;
}

export interface SessionTokens {
  readonly token: string;
  /** Empty where it travels in the cookie. */
  readonly refresh_token: string;
  readonly expires_at: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly user: User;
}

export interface UserPage {
  readonly users: readonly User[];
  readonly next_page_token: string;
}

/** Where one is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly created_at: string;
  readonly last_used_at: string;
  /** As the browser or program calls itself; may be empty. */
  readonly user_agent: string;
  readonly ip: string;
  /** Whether it is the session that asks. */
  readonly current: boolean;
}

export interface SignedInPage {
  readonly sessions: readonly SignedIn[];
  readonly next_page_token: string;
}

export interface AccountsApi {
  me(): Promise<User>;
  /** One's own. A new password ends the other sessions. Errors: `forbidden` where `current_password` is wrong. */
  update(change: AccountChange): Promise<User>;
  /** One's own, for good: every session has ended then. Errors: `forbidden`, also for the only server admin. */
  delete(currentPassword: string): Promise<void>;
  /** One's own, the newest first. */
  sessions(page?: Page): Promise<SignedInPage>;
  endSession(sessionId: string): Promise<void>;
  /** All but the one that asks; answers how many they were. */
  endOtherSessions(): Promise<number>;
  get(userId: number): Promise<User>;
  /** One's own, cut to the square in its middle. Errors: `unsupported_media_type`, `payload_too_large`, `quota_exceeded`. */
  setAvatar(picture: Blob, options?: AvatarOptions): Promise<OwnAvatar>;
  removeAvatar(): Promise<OwnAvatar>;
  /** Accounts whose username or display name begins with `query`. */
  search(query: string, page?: Page, patience?: ReadPatience): Promise<UserPage>;
}

const avatarPath = "/api/v1/users/me/avatar";
const sessionsPath = "/api/v1/users/me/sessions";

export function accountsApi(rest: RestClient): AccountsApi {
  return {
    me: () => rest.call({ method: "GET", path: "/api/v1/users/me" }),
    update: (change) => rest.call({ method: "PATCH", path: "/api/v1/users/me", body: { ...change } }),
    delete: async (currentPassword) => {
      await rest.call({ method: "DELETE", path: "/api/v1/users/me", body: { current_password: currentPassword } });
    },
    sessions: (page = {}) => rest.call({ method: "GET", path: sessionsPath, query: toPageQuery(page) }),
    endSession: async (sessionId) => {
      await rest.call({ method: "DELETE", path: `${sessionsPath}/${sessionId}` });
    },
    endOtherSessions: async () =>
      (await rest.call<{ ended: number }>({ method: "POST", path: `${sessionsPath}/end-others`, body: {} })).ended,
    setAvatar: (bytes, { signal } = {}) => rest.call({ method: "PUT", path: avatarPath, bytes, signal }),
    removeAvatar: () => rest.call({ method: "DELETE", path: avatarPath }),
    get: (userId) => rest.call({ method: "GET", path: `/api/v1/users/${userId}` }),
    search: (query, page = {}, patience) =>
      rest.call({
        method: "GET",
        path: "/api/v1/users",
        query: { query, page_size: page.size, page_token: page.token },
        patience,
      }),
  };
}
