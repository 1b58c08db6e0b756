/** What the server tells of people, by its own names; a later release may tell more of them. */
export const toldFields = ["username", "display_name", "avatar_url"] as const;

export type ToldField = (typeof toldFields)[number];

/** Somebody, as the server told last; immutable. */
export interface KnownPerson {
  readonly user_id: number;
  /** Nobody's ever changes, but for deleted accounts: those share one, with a blank in it. */
  readonly username?: string;
  /** Absent until it is told; the username of those who have not chosen one. */
  readonly display_name?: string;
  /** Absent as long as the server does not tell it; empty where there is none. */
  readonly avatar_url?: string;
}
