import type { RoomFile } from "@hubbub/client";
import { Download, MessageSquareText } from "lucide-react";
import { useState } from "react";
import { Named } from "../../names/named.tsx";
import { later } from "../../strings/later.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { preload } from "../../ui/later/use-loaded.ts";
import { momentWords } from "../../ui/time/moment-words.ts";
import { FileIcon } from "../cards/file-icon.tsx";
import { fileKind } from "../file-kind.ts";
import { loadLightbox } from "../lightbox/load-lightbox.ts";
import { DownloadLink } from "../links/download-link.tsx";
import { FileName } from "../names/file-name.tsx";
import { PictureImage } from "../pictures/picture-image.tsx";
import { isPicture } from "../places/is-picture.ts";
import { sizeWords } from "../size-words.ts";

/** A file of a room: who brought it and when, the way to the message, and to have it. */
export function FileRow({ file, onOpen, onJump }: { file: RoomFile; onOpen: () => void; onJump: () => void }) {
  const { attachment, user_id, username, created_at } = file;
  const [isBroken, setBroken] = useState(false);
  const kind = fileKind(attachment);
  const words = later.files;
  return (
    <li className="flex items-center gap-3 rounded-lg px-2 py-1.5 focus-within:bg-hover/60 hover:bg-hover/60">
      {isPicture(attachment) && !isBroken ? (
        <button
          type="button"
          aria-haspopup="dialog"
          onPointerEnter={() => preload(loadLightbox)}
          onFocus={() => preload(loadLightbox)}
          onClick={onOpen}
          className="relative size-10 shrink-0 overflow-hidden rounded-lg bg-hover"
        >
          <PictureImage picture={attachment} onBroken={() => setBroken(true)} />
        </button>
      ) : (
        <FileIcon kind={kind} />
      )}
      <div className="min-w-0 flex-1 leading-tight">
        <FileName name={attachment.name} className="text-mid font-name" />
        <p className="truncate text-small text-soft">
          {words.kindAndSize(words.kinds[kind], sizeWords(attachment.size))}
        </p>
        <p className="truncate text-small text-soft">
          {words.lightbox.from(<Named userId={user_id} said={username} />, momentWords(created_at))}
        </p>
      </div>
      <IconButton icon={MessageSquareText} label={later.pins.show} onClick={onJump} className="-me-2" />
      <DownloadLink
        file={attachment}
        title={words.download}
        className="grid size-8 shrink-0 place-items-center rounded-lg text-soft hover:bg-hover hover:text-ink touch:size-11"
      >
        <Download size={17} aria-hidden />
        <span className="sr-only">{words.download}</span>
      </DownloadLink>
    </li>
  );
}
