import { AppError } from "@hubbub/errors";
import { protocolVersion } from "@hubbub/ws-protocol";
import type { Identity } from "../../identity/identity.ts";
import { heartbeatMs } from "../../limits.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** Says who the socket speaks for, and whether they sit before it; again later to renew the token in place. */
export async function auth({ token, state }: CommandOf<"auth">, { session, services }: CommandCall): CommandAnswer {
  const identity = await services.verifier.verify(token);
  if (session.identity !== undefined && session.identity.userId !== identity.userId) {
    throw new AppError("forbidden", "This socket speaks for another account", { field: "token" });
  }
  const isFirst = session.identity === undefined;
  session.authenticate(identity);
  if (isFirst && session.open) {
    services.people.add(session);
    services.peoplePresence.connected(session, state);
  }
  return success(identity, services.serverId);
}

function success({ userId, username, serverAdmin, expiresAt }: Identity, serverId: string) {
  return {
    type: "success" as const,
    message: `Authenticated as ${username}`,
    user: { id: userId, username, admin: serverAdmin },
    expires_at: expiresAt.toISOString(),
    server_id: serverId,
    heartbeat_ms: heartbeatMs,
    protocol: protocolVersion,
  };
}
