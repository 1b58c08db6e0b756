interface ProtocolVersion {
  readonly version: string;
  /** Of its number, its schemas and its close codes. */
  readonly hash: string;
  /** What clients of the version before it do not know. */
  readonly brought: string;
}

/**
 * Each version of the frames in this package, the newest first. A change of any schema changes the hash, and then a line is
 * added on top. A test holds that line to the schemas and the others to what they were, so that the protocol never changes
 * unnoticed.
 */
export const protocolVersions = [
  { version: "1.6", hash: "3d1113a81d50de1d", brought: "`traceparent` of every client frame" },
  {
    version: "1.5",
    hash: "09a185ead4794e7a",
    brought:
      "`attachments` of messages, `attachment_ids` of what sends one; `state` of `auth`; `previews_changed`, `previews` of messages and of `message_edited`, `link_previews` of what sends a message, of rooms and of `room_updated`; `avatar_url` of both",
  },
  {
    version: "1.4",
    hash: "dbef73e20f43d021",
    brought:
      "threads: `thread_seq`, `in_room` and `thread` of messages, `follow_thread`, `thread_activity`, `thread_seq` of `typing`, `mark_read`, `mark_unread`, `history` and `read_moved`, `threads` of `history` and `join_room`; `mentions` of messages, `room_counts`, `mentioned` in `room_activity`; `pin_message`, `message_pinned`, `pinned`, `pinned_by` and `pinned_at` of messages, `pins` of `room_joined`; `presence`, `watch_presence`, `set_presence`",
  },
  {
    version: "1.3",
    hash: "93ff3bbf7fc9de48",
    brought:
      "`blocks_changed`, `quote` of messages, `around_seq`, `has_more_before` and `has_more_after` of `history`, `mark_unread`, `read_moved`, `protocol` in `success`",
  },
  {
    version: "1.2",
    hash: "b003fcd25c801c41",
    brought:
      "`member_updated`, `messages_expired`, `retention_days`, `muted_until` of oneself in `room_joined`, the reason `banned` of `member_removed`",
  },
  { version: "1.1", hash: "1e901155aac3098c", brought: "`people` of a direct room, `delivery_receipt`" },
  { version: "1.0", hash: "c43eba28df82aa94", brought: "the first release" },
] as const satisfies readonly ProtocolVersion[];

const [newest] = protocolVersions;

export const protocolVersion = newest.version;
export const schemaHash = newest.hash;

/** The oldest version whose clients are served: since then nothing that they send or read has been taken away. */
export const oldestServedVersion = "1.0" satisfies (typeof protocolVersions)[number]["version"];

/**
 * Whether a server that says to speak `protocol` has what came with a version. Those of before 1.3 do not say what they
 * speak.
 */
export function speaks(protocol: string | undefined, since: (typeof protocolVersions)[number]["version"]): boolean {
  return protocol !== undefined && toNumber(protocol) >= toNumber(since);
}

/** `1.10` comes after `1.9`. */
function toNumber(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 1000 + minor;
}
