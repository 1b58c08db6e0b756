import { AppError } from "@hubbub/errors";
import { maxHistoryLimit } from "@hubbub/grpc-api/limits";
import { contract } from "@hubbub/grpc-api/rpcs";
import { type AllowedOrigins, openApiRoutes, originRefusal, type PlainRoute } from "@hubbub/rest-gateway";
import { renameFields } from "../dialect/rename-fields.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { defaultHistoryLimit } from "../limits.ts";
import { listMessages } from "../messages/list-messages.ts";
import type { MessageContext } from "../messages/message-context.ts";
import { authenticate } from "./authenticate.ts";
import { readId } from "./read-id.ts";

/** The routes that no proto describes: the older dialect's two, what `/ws` says to plain HTTP, the API's own documentation. */
export function otherRoutes(
  verifier: Pick<TokenVerifier, "verify">,
  messages: MessageContext,
  image: Uint8Array,
  origins: AllowedOrigins,
): readonly PlainRoute[] {
  return [
    { method: "GET", template: "/health", handle: async () => ({ json: { status: "ok", service: "chat-service" } }) },
    {
      method: "GET",
      template: "/ws",
      async handle({ query, page: { hosts } }) {
        // A browser does not tell its page why a WebSocket was refused: the page asks here, where it may.
        if (!origins.admits({ origin: query.get("origin") ?? "", hosts })) throw originRefusal();
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
          roomId: readId(toNumber(path.get("room_id") ?? ""), "room_id"),
          // This dialect knows no threads.
          of: "log",
          limit: query.has("limit") ? readLimit(query.get("limit") ?? "") : defaultHistoryLimit,
        });
        return { json: { success: true, messages: renameFields(page.messages) } };
      },
    },
    ...openApiRoutes(image, contract),
  ];
}

function readLimit(text: string): number {
  const limit = toNumber(text);
  if (limit >= 1 && limit <= maxHistoryLimit) return limit;
  throw new AppError("invalid_argument", `limit must be a whole number from 1 to ${maxHistoryLimit}`, {
    field: "limit",
  });
}

function toNumber(text: string): number {
  return /^[1-9][0-9]*$/.test(text) ? Number(text) : Number.NaN;
}
