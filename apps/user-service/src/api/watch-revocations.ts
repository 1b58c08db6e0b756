import type { WatchRevocationsRequest, WatchRevocationsResponse } from "@hubbub/grpc-api/revocations";
import type { StreamContext } from "@hubbub/service-runtime";
import { maxRevocationsPerMessage } from "../limits.ts";
import type { Revocations } from "../revocations/revocations.ts";
import type { Service } from "./service.ts";

/** For the services that verify tokens by themselves. */
export async function* watchRevocations(
  { feed, rules }: Pick<Service, "feed" | "rules">,
  _request: WatchRevocationsRequest,
  { signal }: StreamContext,
): AsyncGenerator<WatchRevocationsResponse> {
  for await (const revocations of feed.watch(signal)) yield* inPages(toResponse(revocations, rules.revocationMemoryMs));
}

/** One at least, so that who watches knows that nothing is left to hear. */
function* inPages({ sessions, withdrawnAdmins }: WatchRevocationsResponse): Generator<WatchRevocationsResponse> {
  const most = Math.max(sessions.length, withdrawnAdmins.length, 1);
  for (let at = 0; at < most; at += maxRevocationsPerMessage) {
    const end = at + maxRevocationsPerMessage;
    yield { sessions: sessions.slice(at, end), withdrawnAdmins: withdrawnAdmins.slice(at, end) };
  }
}

function toResponse({ sessions, admins }: Revocations, memoryMs: number): WatchRevocationsResponse {
  const until = (at: Date) => new Date(at.getTime() + memoryMs);
  return {
    sessions: sessions.map(({ id, at }) => ({ id, until: until(at) })),
    withdrawnAdmins: admins.map(({ userId, at }) => ({
      userId,
      until: at === undefined ? undefined : until(at),
      at,
      appointed: at === undefined,
    })),
  };
}
