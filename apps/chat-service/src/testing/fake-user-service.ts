import { AppError } from "@hubbub/errors";
import type { NewAuditEvent } from "@hubbub/grpc-api/audit";
import { isForServices } from "@hubbub/grpc-api/for-services";
import { RevocationServiceService, type WatchRevocationsResponse } from "@hubbub/grpc-api/revocations";
import { type DeletedAccount, type SetAvatarRequest, type User, UserServiceService } from "@hubbub/grpc-api/users";
import { createLogger, createMetrics, serveGrpc, type StreamContext } from "@hubbub/service-runtime";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface TestUser {
  readonly userId: number;
  readonly username: string;
  readonly token: string;
}

/** What it asks of whoever calls it as a service. */
export const testServiceSecret = "a-secret-of-the-tests-only";

export interface FakeUserService {
  readonly address: string;
  /** A new account with a token of its own. */
  register(username: string, claims?: Record<string, unknown>): Promise<TestUser>;
  /** A token with these claims in the place of the usual ones. */
  sign(claims: Record<string, unknown>): Promise<string>;
  /** As its owner did a minute ago. */
  deleteAccount(userId: number): void;
  /** What instances told the audit log, each once. */
  readonly audited: readonly NewAuditEvent[];
  /** Where somebody's picture is, as instances told; empty where they said that there is none. */
  avatarOf(userId: number): string | undefined;
  /** Whether instances can tell it. */
  hearsOfAvatars(hears: boolean): void;
  /** Says so to every instance that watches, now or later. */
  revoke(news: Partial<WatchRevocationsResponse>): void;
  stop(): Promise<void>;
}

/** Just so much of a user-service as chat instances ask for. */
export async function startFakeUserService(): Promise<FakeUserService> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  const { kty = "", crv = "", x = "" } = await exportJWK(publicKey);
  const users: User[] = [];
  const revoked: WatchRevocationsResponse[] = [];
  const news = new EventTarget();
  const deletions: DeletedAccount[] = [];
  const audited: NewAuditEvent[] = [];
  const avatars = new Map<number, { readonly avatarUrl: string; readonly version: number }>();
  let isAway = false;
  const server = await serveGrpc({
    host: "127.0.0.1",
    port: 0,
    services: [
      { definition: UserServiceService, handlers: { ...refusals(), ...answers() } },
      { definition: RevocationServiceService, handlers: { watchRevocations } },
    ],
    callers: { secret: testServiceSecret, secretRequired: "on", isForServices },
    metrics: createMetrics("fake-user-service"),
    logger: createLogger({ service: "fake-user-service", level: "silent" }),
  });

  function answers() {
    return {
      listSigningKeys: async () => ({ keys: [{ kty, crv, x, kid: "test", alg: "EdDSA", use: "sig" }] }),
      batchGetUsers: async ({ ids, usernames }: { ids: number[]; usernames: string[] }) => ({
        users: users.filter(({ id, username }) => ids.includes(id) || usernames.includes(username)),
      }),
      listDeletedAccounts: async ({ after }: { after: number }) => ({
        accounts: deletions.filter(({ id }) => id > after),
      }),
      recordAuditEvents: async ({ events }: { events: NewAuditEvent[] }) => {
        const fresh = events.filter(({ sourceId }) => !audited.some((known) => known.sourceId === sourceId));
        audited.push(...fresh);
        return { recorded: fresh.length };
      },
      setAvatar: async ({ userId, avatarUrl, version }: SetAvatarRequest) => {
        const user = users.find(({ id }) => id === userId);
        if (isAway) throw new AppError("unavailable");
        if (user === undefined || user.deleted === true) throw new AppError("user_not_found");
        if (version > (avatars.get(userId)?.version ?? 0)) avatars.set(userId, { avatarUrl, version });
        return {};
      },
      exportAccount: async ({ userId }: { userId: number }) => ({
        account: users.find(({ id }) => id === userId),
        sessions: [],
        knownAddresses: [],
      }),
    };
  }

  async function* watchRevocations(_request: unknown, { signal }: StreamContext) {
    for (let told = 0; !signal.aborted;) {
      yield { sessions: [], withdrawnAdmins: [] };
      while (told < revoked.length) yield revoked[told++] as WatchRevocationsResponse;
      await new Promise((resolve) => {
        for (const source of [news, signal])
          source.addEventListener(source === news ? "news" : "abort", resolve, { once: true });
      });
    }
  }

  function sign(claims: Record<string, unknown>): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const usual = { sub: "1", username: "nobody", sid: "s1", iss: "hubbub", aud: "hubbub", iat: now, exp: now + 900 };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: "EdDSA", kid: "test" }).sign(privateKey);
  }

  return {
    address: `127.0.0.1:${server.port}`,
    sign,
    revoke(one) {
      revoked.push({ sessions: [], withdrawnAdmins: [], ...one });
      news.dispatchEvent(new Event("news"));
    },
    async register(username, claims = {}) {
      const id = users.length + 1;
      users.push({ id, username, displayName: username, createdAt: new Date(), admin: false, disabled: false });
      return { userId: id, username, token: await sign({ sub: String(id), username, ...claims }) };
    },
    audited,
    avatarOf: (userId) => avatars.get(userId)?.avatarUrl,
    hearsOfAvatars(hears) {
      isAway = !hears;
    },
    deleteAccount(userId) {
      const user = users.find(({ id }) => id === userId);
      if (user === undefined) throw new Error(`There is no account ${userId}`);
      users[users.indexOf(user)] = { ...user, username: "deleted user", displayName: "deleted user", deleted: true };
      deletions.push({ id: deletions.length + 1, userId, deletedAt: new Date(Date.now() - 60_000) });
    },
    stop: () => server.stop(),
  };
}

function refusals() {
  return Object.fromEntries(Object.keys(UserServiceService).map((name) => [name, refuse]));
}

async function refuse(): Promise<never> {
  throw new AppError("unavailable");
}
