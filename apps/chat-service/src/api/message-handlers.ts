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
import { toProtoMessage } from "./to-proto-message.ts";

/** MessageService, over gRPC and REST. */
export function messageHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  messages: MessageContext,
): Handlers<MessageServiceServer> {
  return {
    async listMessages(request, call) {
      const { userId } = await authenticate(verifier, call);
      const page = await listMessages(messages, userId, request);
      return { ...page, messages: page.messages.map(toProtoMessage) };
    },

    async sendMessage(request, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      const { roomId, content, replyTo } = request;
      const clientMsgId = readClientMsgId(request.clientMsgId, call.idempotencyKey);
      const { seq, duplicate } = await postMessage(messages, actor, {
        roomId,
        content,
        clientMsgId,
        replyTo,
        receivedUs,
      });
      // Who was in the room when they sent it first may not be any more.
      if (duplicate) await messages.assertMaySee(actor.userId, roomId);
      return toProtoMessage(await getMessage(messages, roomId, seq));
    },

    async editMessage({ roomId, seq, content }, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      await changeMessage(messages, { do: "edit", actor, roomId, seq, content, receivedUs });
      return toProtoMessage(await getMessage(messages, roomId, seq));
    },

    async deleteMessage({ roomId, seq }, call) {
      const receivedUs = epochNowUs();
      const actor = await authenticate(verifier, call);
      await changeMessage(messages, { do: "delete", actor, roomId, seq, receivedUs });
      return toProtoMessage(await getMessage(messages, roomId, seq));
    },
  };
}
