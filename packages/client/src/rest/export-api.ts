import type { MemberRole, Message, RoomType } from "@hubbub/ws-protocol";
import type { User } from "./accounts-api.ts";
import type { RestClient } from "./rest-client.ts";

export interface ExportedSession {
  readonly id: string;
  readonly created_at?: string;
  readonly last_used_at?: string;
  readonly expires_at?: string;
  /** Absent while it is alive. */
  readonly ended_at?: string;
  readonly user_agent: string;
  readonly ip: string;
}

export interface ExportedRoom {
  readonly id: number;
  readonly name: string;
  readonly type: RoomType;
  readonly role: MemberRole;
  readonly joined_at: string;
  readonly last_read_seq: number;
}

/** One page of one's data: the account and what belongs to it on the first one, then rooms, then messages. */
export interface ExportPage {
  readonly account?: User;
  readonly sessions: readonly ExportedSession[];
  readonly known_addresses: readonly { readonly address: string; readonly last_used_at?: string }[];
  readonly blocks: readonly { readonly user_id: number; readonly created_at: string }[];
  readonly rooms: readonly ExportedRoom[];
  /** What one wrote and has not deleted. */
  readonly messages: readonly Message[];
  /** Empty on the last page. */
  readonly next_page_token: string;
}

export interface ExportApi {
  /** The first page, or the one that another's `next_page_token` names. */
  page(token?: string): Promise<ExportPage>;
}

export function exportApi(rest: RestClient): ExportApi {
  return {
    page: (token) => rest.call({ method: "GET", path: "/api/v1/users/me/export", query: { page_token: token } }),
  };
}
