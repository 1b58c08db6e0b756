import type { Actor } from "../room-log/actor.ts";
import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import type { FileMetrics } from "./file-metrics.ts";
import type { FileLinks } from "./links/file-links.ts";
import type { Gallery } from "./pictures/gallery.ts";
import type { Pictures } from "./pictures/pictures.ts";
import type { FileStorage } from "./storage/file-storage.ts";

/** What the use cases of files work on. */
export interface FileContext {
  readonly db: ChatDatabase;
  readonly fairUse: FairUse;
  readonly storage: FileStorage;
  readonly pictures: Pictures;
  readonly gallery: Gallery;
  readonly links: FileLinks;
  readonly metrics: FileMetrics;
  readonly bounds: FileBounds;
  /** Throws `room_not_found` for a room that the user may not see, `forbidden` for who is banned; rooms/ knows. */
  readonly seeRoom: (userId: number, roomId: number) => Promise<RoomOfFiles>;
  /** False for who is no member, and for who is muted. */
  readonly mayWrite: (roomId: number, actor: Actor) => Promise<boolean>;
  /** Something failed that a job makes up for. */
  readonly warn: (error: unknown, message: string) => void;
}

/** Bytes: of one file, of all of a person's, of all together (0: as much as there is room for). */
export interface FileBounds {
  readonly maxBytes: number;
  readonly personBytes: number;
  readonly serverBytes: number;
}

export interface RoomOfFiles {
  readonly kind: RoomType;
  readonly role: MemberRole | undefined;
  readonly archivedAt: Date | undefined;
}
