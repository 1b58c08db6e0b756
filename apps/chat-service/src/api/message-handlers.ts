import { AppError } from "@hubbub/errors";
import { type Message, type MessageServiceServer, SearchSort, ThreadReplies } from "@hubbub/grpc-api/messages";
import { type CallContext, epochNowUs, type Handlers } from "@hubbub/service-runtime";
import type { FileLinks } from "../files/links/file-links.ts";
import { defaultSearchPageSize } from "../limits.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { changeMessage, type MessageChange } from "../messages/change-message.ts";
import { findMessage } from "../messages/find-message.ts";
import { findMessageAt } from "../messages/find-message-at.ts";
import { getMessage } from "../messages/get-message.ts";
import { listEdits } from "../messages/list-edits.ts";
import { listMessages } from "../messages/list-messages.ts";
import { listPins } from "../messages/list-pins.ts";
import type { MessageContext } from "../messages/message-context.ts";
import { postMessage } from "../messages/post-message.ts";
import { removePreviews } from "../messages/remove-previews.ts";
import { type SearchContext, searchMessages } from "../search/search-messages.ts";
import type { HitKey } from "../search/search-queries.ts";
import { authenticate } from "./authenticate.ts";
import { readClientMsgId } from "./read-client-msg-id.ts";
import { readPageRequest, toPageToken } from "./read-page-request.ts";
import { protoMessages } from "./to-proto-message.ts";
import { toProtoResult } from "./to-proto-result.ts";

/** MessageService, over gRPC and REST. */
export function messageHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  messages: MessageContext,
  search: SearchContext,
  links: Pick<FileLinks, "linkedMessage">,
): Handlers<MessageServiceServer> {
  const toProtoMessage = protoMessages(links);
  return {
    async listMessages(request, call) {
      const { userId } = await authenticate(verifier, call);
      const { threads, ...query } = request;
      const of = threads === ThreadReplies.THREAD_REPLIES_INCLUDE ? "log" : "timeline";
      const page = await listMessages(messages, userId, { ...query, of });
      return { ...page, messages: page.messages.map(toProtoMessage) };
    },

    async getMessage({ roomId, seq }, call) {
      const { userId } = await authenticate(verifier, call);
      return toProtoMessage(await findMessage(messages, userId, { roomId, seq }));
    },

    async getMessageAt({ roomId, time }, call) {
      const { userId } = await authenticate(verifier, call);
      if (time === undefined) throw new AppError("invalid_argument", "time is missing", { field: "time" });
      return toProtoMessage(await findMessageAt(messages, userId, { roomId, time }));
    },

    async listEdits({ roomId, seq }, call) {
      const actor = await authenticate(verifier, call);
      return { edits: [...(await listEdits(messages, actor, { roomId, seq }))] };
    },

    async sendMessage(request, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      const { roomId, content, replyTo, threadSeq, inRoom, attachmentIds, linkPreviews } = request;
      const clientMsgId = readClientMsgId(request.clientMsgId, call.idempotencyKey);
      const { seq, duplicate } = await postMessage(messages, actor, {
        roomId,
        content,
        clientMsgId,
        replyTo,
        threadSeq,
        inRoom,
        attachmentIds,
        linkPreviews,
        receivedUs,
      });
      // Who was in the room when they sent it first may not be any more.
      if (duplicate) await messages.seeRoom(actor.userId, roomId);
      return toProtoMessage(await getMessage(messages, roomId, seq));
    },

    editMessage: ({ roomId, seq, content }, call) => change({ do: "edit", roomId, seq, content }, call),
    deleteMessage: ({ roomId, seq }, call) => change({ do: "delete", roomId, seq }, call),
    addReaction: ({ roomId, seq, emoji }, call) => change({ do: "react", roomId, seq, emoji, on: true }, call),
    removeReaction: ({ roomId, seq, emoji }, call) => change({ do: "react", roomId, seq, emoji, on: false }, call),
    pinMessage: ({ roomId, seq }, call) => change({ do: "pin", roomId, seq, on: true }, call),
    unpinMessage: ({ roomId, seq }, call) => change({ do: "pin", roomId, seq, on: false }, call),

    async removePreviews({ roomId, seq }, call) {
      const receivedUs = epochNowUs();
      await removePreviews(messages, { actor: await authenticate(verifier, call), roomId, seq, receivedUs });
      return toProtoMessage(await getMessage(messages, roomId, seq));
    },

    async listPins({ roomId }, call) {
      const { userId } = await authenticate(verifier, call);
      return { messages: (await listPins(messages, userId, roomId)).map(toProtoMessage) };
    },

    async searchMessages(request, call) {
      const { userId } = await authenticate(verifier, call);
      const { q, roomId, tz } = request;
      const { limit, after } = readPageRequest(
        request,
        ["whole number", "whole number", "whole number", "whole number"],
        {
          defaultSize: defaultSearchPageSize,
        },
      );
      const sort = request.sort === SearchSort.SEARCH_SORT_BEST ? "best" : "new";
      const key = after?.map(Number) as HitKey | undefined;
      const { results, next } = await searchMessages(search, userId, { q, roomId, tz, sort, after: key, limit });
      return {
        results: results.map((result) => toProtoResult(result, toProtoMessage)),
        nextPageToken: toPageToken(next),
      };
    },
  };

  async function change(wanted: WithoutActor<MessageChange>, call: CallContext): Promise<Message> {
    const receivedUs = epochNowUs();
    const actor = await authenticate(verifier, call);
    await changeMessage(messages, { ...wanted, actor, receivedUs });
    return toProtoMessage(await getMessage(messages, wanted.roomId, wanted.seq));
  }
}

type WithoutActor<Change> = Change extends unknown ? Omit<Change, "actor" | "receivedUs"> : never;
