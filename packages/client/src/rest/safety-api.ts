import type { Page, PageOfPeople } from "./page.ts";
import { toPageQuery, toPeopleQuery } from "./page.ts";
import type { RestClient } from "./rest-client.ts";
import type { Member } from "./rooms-api.ts";

export interface Ban {
  readonly user_id: number;
  readonly username: string;
  /** Empty where none was given. */
  readonly reason: string;
  /** Absent: for good. */
  readonly until?: string;
  readonly banned_by: number;
  readonly created_at: string;
}

export interface BanPage {
  readonly bans: readonly Ban[];
  readonly next_page_token: string;
}

export interface Block {
  readonly user_id: number;
  readonly username: string;
  readonly created_at: string;
}

export interface BlockPage {
  readonly blocks: readonly Block[];
  readonly next_page_token: string;
}

/** Keeping people out of a room or silent in it, and hearing nothing from somebody. Without `until` it is for good. */
export interface SafetyApi {
  /** For owners and admins, the latest first. */
  bans(roomId: number, page?: PageOfPeople): Promise<BanPage>;
  ban(roomId: number, userId: number, how?: { reason?: string; until?: Date }): Promise<Ban>;
  unban(roomId: number, userId: number): Promise<void>;
  mute(roomId: number, userId: number, how?: { until?: Date }): Promise<Member>;
  unmute(roomId: number, userId: number): Promise<Member>;
  /** Whom one has blocked, the latest first. */
  blocks(page?: Page): Promise<BlockPage>;
  block(userId: number): Promise<Block>;
  unblock(userId: number): Promise<void>;
}

export function safetyApi(rest: RestClient): SafetyApi {
  const ofRoom = (roomId: number) => `/api/v1/rooms/${roomId}`;
  const muteOf = (roomId: number, userId: number) => `${ofRoom(roomId)}/members/${userId}/mute`;
  return {
    bans: (roomId, page = {}) =>
      rest.call({ method: "GET", path: `${ofRoom(roomId)}/bans`, query: toPeopleQuery(page) }),
    ban: (roomId, userId, { reason, until } = {}) => {
      const body = { user_id: userId, reason, until: until?.toISOString() };
      return rest.call({ method: "POST", path: `${ofRoom(roomId)}/bans`, body });
    },
    unban: async (roomId, userId) => {
      await rest.call({ method: "DELETE", path: `${ofRoom(roomId)}/bans/${userId}` });
    },
    mute: (roomId, userId, { until } = {}) =>
      rest.call({ method: "PUT", path: muteOf(roomId, userId), body: { until: until?.toISOString() } }),
    unmute: (roomId, userId) => rest.call({ method: "DELETE", path: muteOf(roomId, userId) }),
    blocks: (page = {}) => rest.call({ method: "GET", path: "/api/v1/users/me/blocks", query: toPageQuery(page) }),
    block: (userId) => rest.call({ method: "PUT", path: `/api/v1/users/me/blocks/${userId}`, body: {} }),
    unblock: async (userId) => {
      await rest.call({ method: "DELETE", path: `/api/v1/users/me/blocks/${userId}` });
    },
  };
}
