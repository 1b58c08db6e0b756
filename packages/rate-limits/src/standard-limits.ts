/** One limit per person or place: its standard rate, whose share it is, and why an honest heavy user never meets it. */
export interface StandardLimit {
  /** `count/seconds[:burst]`; the setting LIMIT_<NAME> changes it. */
  readonly rate: string;
  readonly of: string;
  readonly what: string;
  readonly why: string;
}

/** Every limit with a rate. docs/limits.md lists them, settings and labels are made of their names. */
export const standardLimits = {
  messages: {
    rate: "20/10:40",
    of: "an account",
    what: "messages sent, in all rooms together",
    why: "Fast typing is a message a second or so; forty at once are what an outbox holds after a tunnel.",
  },
  room_messages: {
    rate: "60/60:60",
    of: "an account in one room",
    what: "messages sent to one room",
    why: "A message a second for ever is a bot, which asks for a higher limit; a person pauses.",
  },
  changes: {
    rate: "60/60:60",
    of: "an account",
    what: "edits, deletions, reactions, pins, and changes of rooms, roles and one's own account",
    why: "Each is an event for everybody in the room; clicking through one's own messages stays far below one a second.",
  },
  typing: {
    rate: "10/10:20",
    of: "a socket",
    what: "beginnings of typing; what is over is dropped without a word",
    why: "A client says it once in three seconds, and more often only where one changes rooms.",
  },
  frames: {
    rate: "200/10:400",
    of: "a socket",
    what: "frames of any kind",
    why: "A page that opens joins twenty rooms and reads their history at once; twenty a second for long is nobody's hand.",
  },
  frame_bytes: {
    rate: "1048576/10:2097152",
    of: "a socket",
    what: "bytes of frames",
    why: "The longest message is 16 KB, so this is six of them a second.",
  },
  memberships: {
    rate: "60/60",
    of: "an account",
    what: "joining and leaving rooms over REST",
    why: "Each is an event for everybody in the room; who joins every room of a company does it once.",
  },
  rooms: {
    rate: "20/3600",
    of: "an account",
    what: "rooms made",
    why: "Setting up a team takes a dozen rooms; server admins are exempt.",
  },
  adds: {
    rate: "100/3600",
    of: "an account",
    what: "people added to rooms",
    why: "A large team is added in one go; server admins are exempt.",
  },
  direct: {
    rate: "20/3600:20",
    of: "an account",
    what: "direct rooms begun with people with whom one shares no private or direct room",
    why: "Whom one works with shares a room; writing to twenty strangers an hour is advertising.",
  },
  reads: {
    rate: "300/60",
    of: "an account",
    what: "pages of history and of lists, read marks over REST, joins of a socket past its fiftieth",
    why: "Scrolling fast loads a page or two a second, on several devices five.",
  },
  search: {
    rate: "30/60",
    of: "an account",
    what: "searches for messages, and for people",
    why: "A search while typing is one per pause.",
  },
  uploads: {
    rate: "30/300",
    of: "an account",
    what: "files, once there are any",
    why: "An album is ten to thirty pictures.",
  },
  registrations: {
    rate: "30/3600:60",
    of: "an address",
    what: "accounts made",
    why: "A class of sixty registers from one school at once.",
  },
  refreshes: {
    rate: "60/60",
    of: "an address",
    what: "new access tokens and sign-outs",
    why: "A token lasts a quarter of an hour: an office of nine hundred open pages asks for sixty a minute. Pages that open all at once wait some seconds.",
  },
  passwords: {
    rate: "10/900",
    of: "an account from one address",
    what: "wrong passwords; then a delay that doubles up to a minute",
    why: "Who has forgotten a password knows it after ten tries, and waits a minute at most.",
  },
  strange_passwords: {
    rate: "100/900",
    of: "an account, from all addresses that never signed in to it",
    what: "wrong passwords",
    why: "Who travels types a few; guessing from many addresses is slowed, and known addresses are not touched by it.",
  },
  address_passwords: {
    rate: "300/900",
    of: "an address",
    what: "wrong passwords, for whatever account",
    why: "An office of a thousand mistypes some ten a minute on a Monday.",
  },
  connects: {
    rate: "300/10:1000",
    of: "an address",
    what: "sockets opened",
    why: "An office of a thousand comes back at once when its network does.",
  },
} as const satisfies Readonly<Record<string, StandardLimit>>;

export type StandardLimitName = keyof typeof standardLimits;
