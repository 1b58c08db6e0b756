import type { ThreadServiceServer } from "@hubbub/grpc-api/threads";
import type { CallContext, Handlers } from "@hubbub/service-runtime";
import type { FileLinks } from "../files/links/file-links.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import type { MessageContext } from "../messages/message-context.ts";
import { followThread } from "../messages/threads/follow-thread.ts";
import { getThread } from "../messages/threads/get-thread.ts";
import { listMyThreads } from "../messages/threads/list-my-threads.ts";
import { selectRoomsById } from "../rooms/room-queries.ts";
import { authenticate } from "./authenticate.ts";
import { readPageRequest, toPageToken } from "./read-page-request.ts";
import { protoMessages } from "./to-proto-message.ts";
import { toProtoRoom } from "./to-proto-room.ts";

/** ThreadService, over gRPC and REST. */
export function threadHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  messages: MessageContext,
  links: Pick<FileLinks, "linkedMessage">,
): Handlers<ThreadServiceServer> {
  const toProtoMessage = protoMessages(links);
  return {
    async getThread(request, call) {
      const { userId } = await authenticate(verifier, call);
      const { root, messages: replies, hasMore, following, lastReadSeq } = await getThread(messages, userId, request);
      return { root: toProtoMessage(root), messages: replies.map(toProtoMessage), hasMore, following, lastReadSeq };
    },

    followThread: ({ roomId, seq }, call) => follow({ roomId, seq, on: true }, call),
    unfollowThread: ({ roomId, seq }, call) => follow({ roomId, seq, on: false }, call),

    async listMyThreads(request, call) {
      const { userId, username } = await authenticate(verifier, call);
      const { limit, after } = readPageRequest(request, ["whole number", "whole number", "whole number"]);
      const key = after === undefined ? undefined : ([Number(after[0]), Number(after[1]), Number(after[2])] as const);
      const { threads, next } = await listMyThreads(messages, { userId, username, after: key, limit });
      const rooms = await selectRoomsById(messages.db, [...new Set(threads.map(({ roomId }) => roomId))], userId);
      const roomOf = new Map(rooms.map((room) => [room.id, toProtoRoom(room)]));
      return {
        threads: threads.map(({ roomId, root, ...place }) => ({
          ...place,
          room: roomOf.get(roomId),
          root: toProtoMessage(root),
        })),
        nextPageToken: toPageToken(next),
      };
    },
  };

  async function follow(wanted: { roomId: number; seq: number; on: boolean }, call: CallContext): Promise<object> {
    await followThread(messages, await authenticate(verifier, call), wanted);
    return {};
  }
}
