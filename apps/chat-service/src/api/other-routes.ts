import { AppError } from "@hubbub/errors";
import { tokenUse } from "@hubbub/grpc-api/token-use";
import { openApiRoutes, type PlainRoute } from "@hubbub/rest-gateway";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { defaultHistoryLimit } from "../limits.ts";
import { listMessages } from "../messages/list-messages.ts";
import type { MessageContext } from "../messages/message-context.ts";
import { authenticate } from "./authenticate.ts";

/** The routes that no proto describes: the older dialect's two, what `/ws` says to plain HTTP, the API's own documentation. */
export function otherRoutes(
  verifier: Pick<TokenVerifier, "verify">,
  messages: MessageContext,
  image: Uint8Array,
): readonly PlainRoute[] {
  return [
    { method: "GET", template: "/health", handle: async () => ({ json: { status: "ok", service: "chat-service" } }) },
    {
      method: "GET",
      template: "/ws",
      async handle() {
        throw new AppError(
          "invalid_argument",
          "This address takes WebSocket connections only: the request has no upgrade",
        );
      },
    },
    {
      method: "GET",
      template: "/api/chat/{room_id}/history",
      async handle({ path, query }, call) {
        const { userId } = await authenticate(verifier, call);
        const page = await listMessages(messages, userId, {
          roomId: readWhole(path.get("room_id") ?? "", "room_id"),
          limit: query.has("limit") ? readWhole(query.get("limit") ?? "", "limit") : defaultHistoryLimit,
          beforeSeq: undefined,
          afterSeq: undefined,
        });
        return { json: { success: true, messages: page.messages } };
      },
    },
    ...openApiRoutes(image, {
      title: "hubbub",
      version: "1.0",
      tokenUse,
      withIdempotencyKey: ["hubbub.chat.v1.MessageService.SendMessage"],
    }),
  ];
}

function readWhole(text: string, field: string): number {
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  throw new AppError("invalid_argument", `${field} must be a whole number above 0`, { field });
}
