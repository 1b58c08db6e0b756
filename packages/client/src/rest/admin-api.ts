import type { User, UserPage } from "./accounts-api.ts";
import { type Page, toPageQuery } from "./page.ts";
import type { RestClient } from "./rest-client.ts";

export interface AuditDetail {
  readonly name: string;
  readonly value: string;
}

export interface AuditEvent {
  readonly id: number;
  readonly at: string;
  /** Such as `account_disabled`; a later release may know more of them. */
  readonly action: string;
  /** Who did it; absent where it was the server itself, or its operator. */
  readonly actor_id?: number;
  readonly actor_username?: string;
  readonly subject_id?: number;
  readonly subject_username?: string;
  readonly room_id?: number;
  readonly address?: string;
  readonly details: readonly AuditDetail[];
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  readonly next_page_token: string;
}

export interface AuditFilter {
  readonly actorId?: number;
  readonly subjectId?: number;
  readonly roomId?: number;
  readonly action?: string;
}

/** For server admins; others get `forbidden`. */
export interface AdminApi {
  /** All accounts with their emails whose username, display name or email begins with `query`. */
  accounts(query: string, page?: Page): Promise<UserPage>;
  /** Ends all its sessions, and nobody signs in to it. */
  disable(userId: number): Promise<User>;
  enable(userId: number): Promise<User>;
  /** Who did what to whom, the newest first. */
  audit(filter?: AuditFilter, page?: Page): Promise<AuditPage>;
}

export function adminApi(rest: RestClient): AdminApi {
  return {
    accounts: (query, page = {}) =>
      rest.call({ method: "GET", path: "/api/v1/admin/users", query: { query, ...toPageQuery(page) } }),
    disable: (userId) => rest.call({ method: "POST", path: `/api/v1/admin/users/${userId}/disable`, body: {} }),
    enable: (userId) => rest.call({ method: "POST", path: `/api/v1/admin/users/${userId}/enable`, body: {} }),
    audit: ({ actorId, subjectId, roomId, action } = {}, page = {}) =>
      rest.call({
        method: "GET",
        path: "/api/v1/admin/audit",
        query: { actor_id: actorId, subject_id: subjectId, room_id: roomId, action, ...toPageQuery(page) },
      }),
  };
}
