import type { Attachment as ProtoAttachment } from "@hubbub/grpc-api/attachments";
import type { FileServiceServer } from "@hubbub/grpc-api/files";
import type { Handlers } from "@hubbub/service-runtime";
import { deleteFile } from "../files/delete-file.ts";
import type { FileContext } from "../files/file-context.ts";
import type { FilePlace } from "../files/file-queries.ts";
import { linkFiles } from "../files/link-files.ts";
import { listRoomFiles } from "../files/list-room-files.ts";
import { uploadFile } from "../files/upload-file.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { defaultFilesPageSize } from "../limits.ts";
import { authenticate } from "./authenticate.ts";
import { bytesOf } from "./bytes-of.ts";
import { readPageRequest, toPageToken } from "./read-page-request.ts";
import { toProtoAttachment } from "./to-proto-message.ts";

/** FileService, over gRPC and REST. */
export function fileHandlers(verifier: Pick<TokenVerifier, "verify">, files: FileContext): Handlers<FileServiceServer> {
  return {
    async uploadFile({ roomId, name, content }, call): Promise<ProtoAttachment> {
      const actor = await authenticate(verifier, call);
      const { chunks, length } = bytesOf(content?.data, call);
      return toProtoAttachment(await uploadFile(files, actor, { roomId, name, chunks, length }));
    },

    async deleteFile({ id }, call) {
      await deleteFile(files, await authenticate(verifier, call), id);
      return {};
    },

    async linkFiles({ ids }, call) {
      const { userId } = await authenticate(verifier, call);
      const linked = await linkFiles(files, userId, ids);
      return { links: linked.map(({ id, url = "", thumbnail_url }) => ({ id, url, thumbnailUrl: thumbnail_url })) };
    },

    async listRoomFiles(request, call) {
      const { userId } = await authenticate(verifier, call);
      const { limit, after } = readPageRequest(request, ["whole number", "text"], {
        defaultSize: defaultFilesPageSize,
      });
      const wanted = { roomId: request.roomId, after: after as FilePlace | undefined, limit };
      const { files: found, next } = await listRoomFiles(files, userId, wanted);
      return {
        files: found.map(({ attachment, ...message }) => ({ ...message, attachment: toProtoAttachment(attachment) })),
        nextPageToken: toPageToken(next),
      };
    },
  };
}
