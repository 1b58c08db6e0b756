import { type Handlers, epochNowUs } from "@hubbub/service-runtime";
import type { MessageServiceServer } from "@hubbub/grpc-api/messages";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { changeMessage } from "../messages/change-message.ts";
import { getMessage } from "../messages/get-message.ts";
import { listMessages } from "../messages/list-messages.ts";
import type { MessageContext } from "../messages/message-context.ts";
import { postMessage } from "../messages/post-message.ts";
import { authenticate } from "./authenticate.ts";
import { readClientMsgId } from "./read-client-msg-id.ts";
import { readId } from "./read-id.ts";
import { toProtoMessage } from "./to-proto-message.ts";

/** MessageService, over gRPC and REST. */
export function messageHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  messages: MessageContext,
): Handlers<MessageServiceServer> {
  return {
    async listMessages({ roomId, beforeSeq, afterSeq, limit }, call) {
      const { userId } = await authenticate(verifier, call);
      const query = { roomId: readId(roomId, "room_id"), beforeSeq, afterSeq, limit };
      const page = await listMessages(messages, userId, query);
      return { messages: page.messages.map(toProtoMessage), hasMore: page.hasMore };
    },

    async sendMessage(request, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      const roomId = readId(request.roomId, "room_id");
      const { seq } = await postMessage(messages, actor, {
        roomId,
        content: request.content,
        clientMsgId: readClientMsgId(request.clientMsgId, call.idempotencyKey),
        replyTo: request.replyTo === undefined ? undefined : readId(request.replyTo, "reply_to"),
        receivedUs,
      });
      return toProtoMessage(await getMessage(messages, roomId, seq));
    },

    async editMessage({ content, ...request }, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      const message = { roomId: readId(request.roomId, "room_id"), seq: readId(request.seq, "seq") };
      await changeMessage(messages, { do: "edit", actor, ...message, content, receivedUs });
      return toProtoMessage(await getMessage(messages, message.roomId, message.seq));
    },

    async deleteMessage(request, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      const message = { roomId: readId(request.roomId, "room_id"), seq: readId(request.seq, "seq") };
      await changeMessage(messages, { do: "delete", actor, ...message, receivedUs });
      return toProtoMessage(await getMessage(messages, message.roomId, message.seq));
    },
  };
}
