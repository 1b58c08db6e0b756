import { AppError } from "@hubbub/errors";
import type { ExportServiceServer } from "@hubbub/grpc-api/export";
import type { UserServiceServer } from "@hubbub/grpc-api/users";
import type { Handlers } from "@hubbub/service-runtime";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import type { FileLinks } from "../files/links/file-links.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { exportData, type ExportPlace } from "../privacy/export-data.ts";
import { readExportedBlocks } from "../privacy/export-queries.ts";
import { authenticate } from "./authenticate.ts";
import { readPageToken, toPageToken } from "./read-page-request.ts";
import { protoMessages } from "./to-proto-message.ts";
import { toProtoRole, toProtoRoomType } from "./to-proto-room.ts";

export interface ExportContext {
  readonly db: ChatDatabase;
  readonly fairUse: FairUse;
  /** What the user-service has of somebody. */
  readonly exportAccount: (request: {
    userId: number;
    clientAddress: string;
  }) => ReturnType<Handlers<UserServiceServer>["exportAccount"]>;
}

/** ExportService, over gRPC and REST. */
export function exportHandlers(
  verifier: Pick<TokenVerifier, "verify">,
  context: ExportContext,
  links: Pick<FileLinks, "linkedMessage">,
): Handlers<ExportServiceServer> {
  const toProtoMessage = protoMessages(links);
  return {
    async exportMyData({ pageToken }, call) {
      const { userId } = await authenticate(verifier, call);
      const place = pageToken === "" ? undefined : readPlace(pageToken);
      const page = await exportData(context, userId, place ?? ["rooms", 0]);
      const { account, sessions, knownAddresses } =
        place === undefined
          ? await context.exportAccount({ userId, clientAddress: call.clientAddress })
          : { account: undefined, sessions: [], knownAddresses: [] };
      return {
        account,
        sessions,
        knownAddresses,
        blocks: place === undefined ? [...(await readExportedBlocks(context.db, userId))] : [],
        rooms: page.rooms.map(({ kind, role, ...room }) => ({
          ...room,
          type: toProtoRoomType(kind),
          role: toProtoRole(role),
        })),
        messages: page.messages.map(toProtoMessage),
        nextPageToken: toPageToken(page.next),
      };
    },
  };
}

function readPlace(token: string): ExportPlace {
  const place = readPageToken(token);
  const [what, roomId, clientMsgId] = place;
  if (what === "rooms" && isCount(roomId) && place.length === 2) return [what, roomId];
  if (what === "messages" && isCount(roomId) && isEventId(clientMsgId) && place.length === 3) {
    return [what, roomId, clientMsgId];
  }
  throw new AppError("invalid_argument", "page_token is not one of ours", { field: "page_token" });
}

function isEventId(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed() && !value.includes("\u0000");
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
