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
const nginx = "nginx/nginx.conf.template";
/** Else Nginx refuses first what is asked over REST. */
const anyOfOneToken: Edit = { file: nginx, text: "limit_req zone=caller burst=200 nodelay;", instead: "" };
const gatewayLimits = "packages/rest-gateway/src/limits.ts";
const allFieldErrors: Edit = { file: gatewayLimits, text: "maxFieldErrors = 10", instead: "maxFieldErrors = 1e9" };
const signInGuard = "apps/user-service/src/sign-in-guard/sign-in-guard.ts";
const hashingQueue = "apps/user-service/src/accounts/hashing-queue.ts";
const allowance = "apps/chat-service/src/sockets/session/frame-allowance.ts";
const anyRate: readonly Edit[] = [
  { file: allowance, text: "this.#frames?.spend(nowMs, frames) ?? 0", instead: "0" },
  { file: allowance, text: "this.#frameBytes?.spend(nowMs, bytes) ?? 0", instead: "0" },
];
const unboundedStrangers: readonly Edit[] = [
  { file: allowance, text: "return times.length < maxBadFrames;", instead: "return true;" },
  { file: allowance, text: "if (bytes > maxFrameBytesBeforeAuth) return false;", instead: "" },
  { file: allowance, text: "this.#framesBeforeAuth <= maxFramesBeforeAuth &&", instead: "" },
  { file: allowance, text: "this.#bytesBeforeAuth <= maxBytesBeforeAuth", instead: "true" },
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
  {
    name: "the rate of reads",
    attack: "history",
    edits: [
      anyOfOneToken,
      { file: fairUse, text: 'fairUse.spendNow(accountSubject(userId), { name: "reads" });', instead: "" },
    ],
  },
  {
    name: "the rates of rooms, memberships and people added",
    attack: "rooms-made",
    edits: [
      anyOfOneToken,
      { file: fairUse, text: "if (!serverAdmin) await fairUse.spend(accountSubject(userId), { name });", instead: "" },
    ],
  },
  {
    name: "the bounds of an account's bodies",
    attack: "refresh-large-keys",
    edits: [
      { file: nginx, text: "client_max_body_size 64k;", instead: "client_max_body_size 256k;" },
      { file: nginx, text: "client_max_body_size 8k;", instead: "" },
      { file: nginx, text: "limit_req zone=refresh burst=200 nodelay;", instead: "" },
      {
        file: "apps/user-service/src/limits.ts",
        text: "maxBodyBytes = 8 * 1024",
        instead: "maxBodyBytes = 256 * 1024",
      },
      allFieldErrors,
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
      allFieldErrors,
    ],
  },
  {
    name: "the sign-in guard and fair turns of hashing",
    attack: "password-changes",
    edits: [
      anyOfOneToken,
      { file: nginx, text: "limit_req zone=account_change burst=40 nodelay;", instead: "" },
      { file: signInGuard, text: 'await take("ask", tab);', instead: "void tab;" },
      { file: signInGuard, text: 'await take("count", tab);', instead: "" },
      { file: hashingQueue, text: "this.#assertShare(asker);", instead: "" },
      {
        file: hashingQueue,
        text: "this.#add(asker, { isStranger: asker.isStranger, begin, refuse })",
        instead: 'this.#add({ ...asker, address: "", account: "" }, { isStranger: false, begin, refuse })',
      },
    ],
  },
  {
    name: "what a stranger's socket may send",
    attack: "tiny-frames",
    edits: [...unboundedStrangers, ...anyRate],
  },
  {
    name: "the size of a stranger's frames",
    attack: "attachment-ids",
    edits: [...unboundedStrangers, ...anyRate],
  },
  {
    name: "a socket's rates of frames and bytes",
    attack: "signed-in-pings",
    edits: anyRate,
  },
];
