/** Something that keeps an attacker from the others, and how to take it out. */
export interface Protection {
  /** As the end of a sentence that begins with "without". */
  readonly name: string;
  /** Where several hold the same attacker, all of them. */
  readonly edits: readonly Edit[];
  /** The attack that must hurt the bystanders without it. */
  readonly attack: string;
}

export interface Edit {
  /** From the repository's root. */
  readonly file: string;
  /** Replaced wherever it stands. */
  readonly text: string;
  readonly instead: string;
}

const fairUse = "apps/chat-service/src/fair-use/fair-use.ts";
const gate = "apps/chat-service/src/sockets/session/connection-gate.ts";
const sessions = "apps/chat-service/src/sockets/session/open-sessions.ts";
const allowance = "apps/chat-service/src/sockets/session/frame-allowance.ts";
const guardedApp = "apps/chat-service/src/sockets/socket-io/guarded-app.ts";
const signInGuard = "apps/user-service/src/sign-in-guard/sign-in-guard.ts";
const hashingQueue = "apps/user-service/src/accounts/hashing-queue.ts";
const jsonBody = "packages/rest-gateway/src/http/parse-json-body.ts";
const nginx = "nginx/nginx.conf.template";

/** Else Nginx refuses first what is asked over REST. */
const anyOfOneToken: Edit = { file: nginx, text: "limit_req zone=caller burst=200 nodelay;", instead: "" };
const anyConnects: Edit = { file: nginx, text: "limit_req zone=connects burst=1000 nodelay;", instead: "" };
const anySignIns: Edit = { file: nginx, text: "limit_req zone=sign_in burst=40 nodelay;", instead: "" };
const anyRefreshes: readonly Edit[] = [
  { file: nginx, text: "limit_req zone=refresh burst=200 nodelay;", instead: "" },
  {
    file: "apps/user-service/src/api/spend-address.ts",
    text: 'await fairUse.spend(callerAddress(call), { name: "refreshes" });',
    instead: "",
  },
];
const anyBody: readonly Edit[] = [
  { file: jsonBody, text: "if (excess !== undefined) throw", instead: "if (excess === 1) throw" },
  { file: "packages/rest-gateway/src/limits.ts", text: "maxFieldErrors = 10", instead: "maxFieldErrors = 1e9" },
];
const anyReads: Edit = {
  file: fairUse,
  text: 'fairUse.spendNow(accountSubject(userId), { name: "reads" });',
  instead: "",
};
const anyDeed: readonly Edit[] = [
  anyOfOneToken,
  { file: fairUse, text: "if (!serverAdmin) await fairUse.spend(accountSubject(userId), { name });", instead: "" },
];
const anyPassword: readonly Edit[] = [
  anyOfOneToken,
  anySignIns,
  { file: nginx, text: "limit_req zone=account_change burst=40 nodelay;", instead: "" },
  { file: signInGuard, text: 'await take("ask", tab);', instead: "void tab;" },
  { file: signInGuard, text: 'await take("count", tab);', instead: "" },
];
const anyTurn: readonly Edit[] = [
  { file: hashingQueue, text: "this.#assertShare(asker);", instead: "" },
  {
    file: hashingQueue,
    text: "this.#add(asker, { isStranger: asker.isStranger, begin, refuse })",
    instead: 'this.#add({ ...asker, address: "", account: "" }, { isStranger: false, begin, refuse })',
  },
];
const anyRate: readonly Edit[] = [
  { file: allowance, text: "this.#frames?.spend(nowMs, frames) ?? 0", instead: "0" },
  { file: allowance, text: "this.#frameBytes?.spend(nowMs, bytes) ?? 0", instead: "0" },
];
const anyConnect: readonly Edit[] = [
  anyConnects,
  { file: gate, text: 'this.#limits.fairUse.spendNow(place, { name: "connects" });', instead: "" },
  { file: gate, text: "this.#ofAddresses.get(place)?.waitMs(now) ?? 0", instead: "0" },
];
const unboundedStrangers: readonly Edit[] = [
  { file: allowance, text: "return times.length < maxBadFrames;", instead: "return true;" },
  { file: allowance, text: "if (bytes > maxFrameBytesBeforeAuth) return false;", instead: "" },
  { file: allowance, text: "this.#framesBeforeAuth <= maxFramesBeforeAuth &&", instead: "" },
  { file: allowance, text: "this.#bytesBeforeAuth <= maxBytesBeforeAuth", instead: "true" },
];
const abuseForNothing: readonly Edit[] = [
  {
    file: gate,
    text: 'fairUse.charge(addressSubject(address), { name: "connects", cost: strangersAbuseConnects });',
    instead: "{}",
  },
  {
    file: gate,
    text: 'else fairUse.charge(accountSubject(account.userId), { name: "connects", cost: abuseConnects });',
    instead: "",
  },
];

export const protections: readonly Protection[] = [
  {
    name: "the rates of messages",
    attack: "messages",
    edits: [
      {
        file: "apps/chat-service/src/messages/post-message.ts",
        text: 'fairUse.spendNow(accountSubject(actor.userId), { name: "messages" }, { name: "room_messages", of: roomId });',
        instead: "",
      },
    ],
  },
  {
    name: "the rate of changes",
    attack: "reactions",
    edits: [{ file: fairUse, text: 'fairUse.spendNow(accountSubject(userId), { name: "changes" });', instead: "" }],
  },
  { name: "the rate of reads", attack: "history", edits: [anyOfOneToken, anyReads] },
  {
    name: "the rates of lists",
    attack: "lists",
    edits: [
      anyOfOneToken,
      anyReads,
      {
        file: "apps/user-service/src/api/search-users.ts",
        text: 'await service.fairUse.spend(accountSubject(account.id), { name: prefix === "" ? "reads" : "search" });',
        instead: "",
      },
    ],
  },
  { name: "the rate of rooms made", attack: "rooms-made", edits: anyDeed },
  { name: "the rate of people added", attack: "adds", edits: anyDeed },
  { name: "the rate of memberships", attack: "memberships", edits: anyDeed },
  { name: "the rate of direct rooms", attack: "direct-rooms", edits: anyDeed },
  {
    name: "the rates of typing and frames",
    attack: "typing",
    edits: [...anyRate, { file: allowance, text: "(this.#typing?.spend(nowMs) ?? 0) === 0", instead: "true" }],
  },
  {
    name: "the kinds of page tokens",
    attack: "page-tokens",
    edits: [
      anyOfOneToken,
      {
        file: "apps/chat-service/src/api/read-page-request.ts",
        text: "if (!fits) throw",
        instead: "if (!Array.isArray(key)) throw",
      },
    ],
  },
  {
    name: "the bounds of an account's bodies",
    attack: "refresh-large-keys",
    edits: [
      { file: nginx, text: "client_max_body_size 64k;", instead: "client_max_body_size 256k;" },
      { file: nginx, text: "client_max_body_size 8k;", instead: "" },
      {
        file: "apps/user-service/src/limits.ts",
        text: "maxBodyBytes = 8 * 1024",
        instead: "maxBodyBytes = 256 * 1024",
      },
      ...anyRefreshes,
      ...anyBody,
    ],
  },
  {
    name: "the token before the body",
    attack: "rooms-keys",
    edits: [
      {
        file: "packages/rest-gateway/src/register-rest-routes.ts",
        text: 'throw new AppError("unauthenticated");',
        instead: "",
      },
      {
        file: "apps/chat-service/src/composition/open-http.ts",
        text: "beforeBody: async (_rpc, call) => void (await api.authenticate(call)),",
        instead: "",
      },
      ...anyBody,
    ],
  },
  { name: "the rate of refreshes", attack: "refreshes", edits: anyRefreshes },
  {
    name: "the rate of registrations",
    attack: "registrations",
    edits: [
      anySignIns,
      {
        file: "apps/user-service/src/api/register.ts",
        text: 'admit: () => fairUse.spend(address, { name: "registrations" }),',
        instead: "admit: async () => {},",
      },
      ...anyTurn,
    ],
  },
  { name: "the sign-in guard at sign-in", attack: "logins", edits: [...anyPassword, ...anyTurn] },
  { name: "the sign-in guard at many accounts", attack: "logins-of-many", edits: [...anyPassword, ...anyTurn] },
  { name: "the sign-in guard at a change", attack: "password-changes", edits: [...anyPassword, ...anyTurn] },
  { name: "an address' rate of connects", attack: "connects", edits: anyConnect },
  {
    name: "an address' sockets without auth",
    attack: "held-sockets",
    edits: [
      ...anyConnect,
      {
        file: gate,
        text: "(this.#unauthenticated.get(place) ?? 0) >= this.#limits.maxUnauthenticated",
        instead: "place === undefined",
      },
    ],
  },
  {
    name: "an account's sockets",
    attack: "signed-in-sockets",
    edits: [
      { file: sessions, text: "openSockets?.take(accountSubject(userId)) === false", instead: "openSockets === null" },
      {
        file: gate,
        text: 'this.#limits.fairUse.spendNow(accountSubject(userId), { name: "connects" });',
        instead: "void userId;",
      },
    ],
  },
  { name: "what a stranger's abuse costs", attack: "commands-before-auth", edits: abuseForNothing },
  { name: "what an account's abuse costs", attack: "signed-in-pings", edits: abuseForNothing },
  { name: "what a stranger's socket may send", attack: "tiny-frames", edits: [...unboundedStrangers, ...anyRate] },
  {
    name: "the size of a stranger's frames",
    attack: "attachment-ids",
    edits: [...unboundedStrangers, ...anyRate],
  },
  { name: "a socket's rates of frames and bytes", attack: "signed-in-pings", edits: anyRate },
  {
    name: "the bounds of Socket.IO's packets",
    attack: "polling-events",
    edits: [
      { file: guardedApp, text: "if (packets > maxPacketsPerChunk) {", instead: "if (packets < 0) {" },
      ...anyRate,
    ],
  },
];
