import type { SessionTokens } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import type { Account } from "../accounts/account.ts";
import { signAccessToken } from "../keys/access-token.ts";
import { refreshCookie } from "../sessions/refresh-cookie.ts";
import { isServerAdmin } from "./is-server-admin.ts";
import type { Service } from "./service.ts";
import { toOwnUser } from "./to-user.ts";

interface SignedIn {
  readonly account: Account;
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** The answer to everyone who has just proved who they are. Over gRPC, where no cookie travels, `useCookie` is void. */
export async function issueTokens(
  { keys, rules, clock }: Service,
  { account, sessionId, refreshToken }: SignedIn,
  call: CallContext,
  { useCookie }: { readonly useCookie: boolean },
): Promise<SessionTokens> {
  const claims = { userId: account.id, username: account.username, admin: isServerAdmin(account, rules), sessionId };
  const { accessTokenSeconds } = rules;
  const { token, expiresAt } = await signAccessToken(keys, claims, { now: clock(), accessTokenSeconds });
  const byCookie = useCookie && call.transport === "rest";
  if (byCookie) {
    const maxAgeSeconds = rules.refreshTokenMs / 1000;
    call.setCookie(refreshCookie(refreshToken, { secure: call.isHttps, maxAgeSeconds }));
  }
  return {
    token,
    refreshToken: byCookie ? "" : refreshToken,
    expiresAt,
    expiresIn: accessTokenSeconds,
    user: toOwnUser(account, rules),
  };
}
