import type { MemberRole, Message, Room } from "@hubbub/ws-protocol";

export interface User {
  readonly id: number;
  readonly username: string;
  readonly display_name: string;
  /** Only of one's own account. */
  readonly email?: string;
  readonly created_at: string;
  readonly admin: boolean;
  readonly disabled: boolean;
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

export interface MyRoom extends Room {
  /** Live, as the two counts and `last_seq` are. */
  readonly last_read_seq: number;
  /** Messages by others after it; up to 1000. */
  readonly unread_count: number;
  /** Those of them that name one as `@username`. */
  readonly mention_count: number;
}

export interface Member {
  readonly user_id: number;
  readonly username: string;
  readonly role: MemberRole;
  readonly joined_at: string;
  readonly last_read_seq: number;
  /** Direct rooms only. */
  readonly last_delivered_seq?: number;
}

export interface RoomPage {
  readonly rooms: readonly Room[];
  readonly next_page_token: string;
}

export interface MyRoomPage {
  readonly rooms: readonly MyRoom[];
  readonly next_page_token: string;
}

export interface MemberPage {
  readonly members: readonly Member[];
  readonly next_page_token: string;
}

export interface UserPage {
  readonly users: readonly User[];
  readonly next_page_token: string;
}

export interface MessagePage {
  readonly messages: readonly Message[];
  /** More in the direction asked. */
  readonly has_more: boolean;
}
