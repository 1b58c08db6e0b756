import type { WatchRevocationsRequest, WatchRevocationsResponse } from "@hubbub/grpc-api/revocations";
import type { StreamContext } from "@hubbub/service-runtime";
import type { Revocations } from "../revocations/revocations.ts";
import type { Service } from "./service.ts";

/** For the services that verify tokens by themselves. */
export async function* watchRevocations(
  { feed, rules }: Pick<Service, "feed" | "rules">,
  _request: WatchRevocationsRequest,
  { signal }: StreamContext,
): AsyncGenerator<WatchRevocationsResponse> {
  for await (const revocations of feed.watch(signal)) yield toResponse(revocations, rules.revocationMemoryMs);
}

function toResponse({ sessions, admins }: Revocations, memoryMs: number): WatchRevocationsResponse {
  const until = (at: Date) => new Date(at.getTime() + memoryMs);
  return {
    sessions: sessions.map(({ id, at }) => ({ id, until: until(at) })),
    withdrawnAdmins: admins.map(({ userId, at }) => ({
      userId,
      until: at === undefined ? undefined : until(at),
      appointed: at === undefined,
    })),
  };
}
