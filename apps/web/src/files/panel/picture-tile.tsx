import type { RoomFile } from "@hubbub/client";
import { ImageOff } from "lucide-react";
import { useState } from "react";
import { preload } from "../../ui/later/use-loaded.ts";
import { loadLightbox } from "../lightbox/load-lightbox.ts";
import { plainName } from "../names/plain-name.ts";
import { PictureImage } from "../pictures/picture-image.tsx";

/** A picture of a room among others; a press shows it large. */
export function PictureTile({ file: { attachment }, onOpen }: { file: RoomFile; onOpen: () => void }) {
  const [isBroken, setBroken] = useState(false);
  const name = plainName(attachment.name);
  return (
    <li className="relative aspect-square overflow-hidden rounded-lg bg-hover">
      <button
        type="button"
        aria-haspopup="dialog"
        title={name}
        onPointerEnter={() => preload(loadLightbox)}
        onFocus={() => preload(loadLightbox)}
        onClick={onOpen}
        className="absolute inset-0 size-full overflow-hidden rounded-lg border border-line outline-offset-[-2px] hover:brightness-95"
      >
        {isBroken ? (
          <span className="grid h-full content-center justify-items-center gap-1 p-2 text-small text-soft">
            <ImageOff size={19} aria-hidden />
            <bdi className="w-full truncate">{name}</bdi>
          </span>
        ) : (
          <PictureImage picture={attachment} onBroken={() => setBroken(true)} />
        )}
      </button>
    </li>
  );
}
