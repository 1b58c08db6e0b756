/**
 * Which folder may import which, in one list. `make check` holds it on the files that imports reach, at any depth and for
 * types too; a test shows that each line of it bites.
 */

/** An app or a package with folders in layers. */
export interface House {
  /** Where it stands, from the repository's root. */
  readonly root: string;
  /**
   * Its folders and files, the lowest first. Each imports from the layers below its own, and from itself; not from its
   * neighbours in the layer. What is not listed imports nothing.
   */
  readonly layers: readonly (readonly string[])[];
  /** Imports that the layers forbid. */
  readonly allowed?: readonly Arrow[];
  /** Imports that the layers allow, but only so far. */
  readonly narrowed?: readonly (Arrow & { readonly only: readonly string[]; readonly typesOnly?: true })[];
  /** What tests of every layer may import. */
  readonly openToTests?: readonly string[];
  readonly testsAreFree?: true;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly because: string;
}

/** What only some places may use. Tests may. */
export interface Kept {
  readonly what: string;
  /** Packages, and files or folders of ours from the repository's root. */
  readonly imports: readonly string[];
  /** What is no import but is kept as well: text of a file. */
  readonly text?: RegExp;
  /** Anybody may name a type of it. */
  readonly typesAreFree?: true;
  readonly places: readonly Place[];
}

interface Place {
  /** A file or folder from the repository's root, or the end of file names after `*`. */
  readonly at: string;
  readonly because: string;
}

const chatService: House = {
  root: "apps/chat-service/src",
  layers: [
    ["limits.ts"],
    ["db"],
    ["room-log"],
    ["migrate-chat.ts", "broker", "events", "files/storage"],
    ["delivery", "presence"],
    ["dialect", "fair-use", "identity"],
    ["rooms", "messages", "people", "announcements", "search", "files", "previews", "jobs", "canary"],
    ["audit", "privacy"],
    ["sockets", "api"],
    ["config.ts"],
    ["composition", "migrate", "reindex", "after-restore"],
    ["chat-service.ts"],
    ["when-to-collect.ts", "when-to-compile.ts"],
    ["main.ts"],
  ],
  openToTests: ["testing", "migrate-chat.ts"],
  narrowed: [
    {
      from: "broker",
      to: "room-log",
      only: ["room-log/events"],
      because: "a publication carries what a log event says",
    },
    {
      from: "delivery",
      to: "room-log",
      only: ["room-log/events", "room-log/read"],
      typesOnly: true,
      because: "where events come from is told to it",
    },
  ],
};

const userService: House = {
  root: "apps/user-service/src",
  openToTests: ["testing"],
  layers: [
    ["limits.ts"],
    ["db"],
    ["events"],
    ["sign-in-guard", "audit"],
    ["accounts", "sessions", "keys", "revocations"],
    ["fair-use/fair-use.ts"],
    ["config.ts"],
    ["fair-use/open-fair-use.ts"],
    ["api"],
    ["command-line"],
    ["make-admin", "migrate", "rotate-keys", "after-restore"],
    ["user-service.ts"],
    ["main.ts"],
  ],
};

const web: House = {
  root: "apps/web/src",
  layers: [
    ["storage"],
    ["strings"],
    ["client", "navigation", "styles", "ui"],
    ["names"],
    ["emoji", "markup", "people", "rooms"],
    ["avatars", "files", "suggestions"],
    ["announcements", "composer", "previews", "room-header", "sidebar"],
    ["messages"],
    ["pins", "search", "timeline"],
    ["talk"],
    ["threads"],
    ["pages"],
    ["app"],
    ["main.tsx"],
  ],
};

const client: House = {
  root: "packages/client/src",
  openToTests: ["testing"],
  layers: [
    ["hubbub-error.ts", "limits.ts"],
    ["refusals", "store"],
    ["rest"],
    ["connection", "session"],
    ["announcements", "blocks", "by-name", "files", "outbox", "people", "presence", "unread"],
    ["my-rooms", "my-threads", "rooms"],
    ["hubbub-client.ts"],
    ["index.ts"],
  ],
  allowed: [
    {
      from: "rest/rest-types.test.ts",
      to: "session/session.ts",
      because: "what a session asks is held to the protos with the rest",
    },
  ],
};

/** The packages among themselves; a test starts what it needs. */
const packages: House = {
  root: "packages",
  testsAreFree: true,
  layers: [
    ["errors", "markup", "text"],
    ["ws-protocol"],
    ["grpc-api"],
    ["service-runtime"],
    ["rest-gateway", "rate-limits"],
    ["client"],
    ["stack"],
  ],
};

export const houses: readonly House[] = [chatService, userService, web, client, packages];

export const kept: readonly Kept[] = [
  {
    what: "SQL",
    imports: ["kysely", "pg"],
    text: /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/,
    typesAreFree: true,
    places: [
      { at: "*-queries.ts", because: "this is what they are for" },
      { at: "apps/chat-service/src/db", because: "tables, migrations, the opening" },
      { at: "apps/user-service/src/db", because: "tables, migrations, the opening" },
      { at: "packages/service-runtime/src/postgres", because: "what both services' databases need" },
      { at: "packages/stack/src/postgres", because: "it makes databases and sees when they are there" },
      { at: "apps/chat-service/src/room-log/append/writer-connection.ts", because: "the log writer's own connection" },
      { at: "apps/chat-service/src/room-log/append/classify-failure.ts", because: "it reads Postgres' error codes" },
      { at: "apps/chat-service/src/room-log/append/to-append-error.ts", because: "it reads Postgres' error codes" },
      {
        at: "apps/chat-service/src/room-log/events/log-row.ts",
        because: "the columns of the log stand beside their row",
      },
      { at: "apps/chat-service/src/room-log/read/direct-people.ts", because: "a column stands beside what reads it" },
      {
        at: "apps/user-service/src/accounts/username-skeleton.ts",
        because: "the same rule as in TypeScript, held to it by a test",
      },
      { at: "apps/user-service/src/command-line", because: "a process of its own, with an opening of its own" },
    ],
  },
  {
    what: "Redis",
    imports: ["ioredis", "packages/service-runtime/src/redis"],
    places: [
      { at: "packages/service-runtime/src/redis", because: "the link that all of them open" },
      { at: "packages/rate-limits/src", because: "counts that instances share" },
      { at: "apps/chat-service/src/broker", because: "pub/sub" },
      { at: "apps/chat-service/src/presence", because: "who is where" },
      { at: "apps/chat-service/src/composition/open-fair-use.ts", because: "the opening of the shared counts" },
      { at: "apps/user-service/src/fair-use/open-fair-use.ts", because: "the opening of the shared counts" },
      { at: "apps/user-service/src/sign-in-guard/redis-tally.ts", because: "failures that instances share" },
    ],
  },
  {
    // It may be set back while something waits: durations are taken with performance.now().
    what: "The wall clock",
    imports: [],
    text: /\bDate\.now\b/,
    places: [
      { at: "packages/service-runtime/src/epoch-now-us.ts", because: "it says why it is not it" },
      { at: "packages/service-runtime/src/open-grpc-client.ts", because: "gRPC takes deadlines as times of day" },
      { at: "apps/chat-service/src/identity/token-verifier.ts", because: "tokens end at a time of day" },
      {
        at: "apps/chat-service/src/identity/follow-revocations.ts",
        because: "so does what is known of ended sessions",
      },
      {
        at: "apps/chat-service/src/composition/open-revocations.ts",
        because: "so does what is known of ended sessions",
      },
      { at: "apps/chat-service/src/sockets/session", because: "tokens end at a time of day" },
    ],
  },
];
