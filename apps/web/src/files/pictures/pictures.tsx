import type { Attachment } from "@hubbub/ws-protocol";
import { useState } from "react";
import { later } from "../../strings/later.ts";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { preload } from "../../ui/later/use-loaded.ts";
import type { From } from "../attachments.tsx";
import { Files } from "../cards/files.tsx";
import { loadLightbox } from "../lightbox/load-lightbox.ts";
import { plainName } from "../names/plain-name.ts";
import { maxShown, PictureGrid } from "../places/picture-grid.tsx";
import { PictureImage } from "./picture-image.tsx";

/** The pictures of a message; a press shows one of them large. Those that cannot be shown are files like others. */
export function Pictures({ pictures, from }: { pictures: readonly Attachment[]; from: From }) {
  const [opened, setOpened] = useState<string>();
  const [broken, setBroken] = useState<readonly string[]>([]);
  const whole = pictures.filter(({ id }) => !broken.includes(id));
  const others = pictures.filter(({ id }) => broken.includes(id));
  const hidden = whole.length - maxShown + 1;
  return (
    <>
      {whole.length > 0 && (
        <PictureGrid pictures={whole}>
          {(picture, index) => {
            const isLast = index === maxShown - 1 && hidden > 1;
            const name = plainName(picture.name);
            return (
              <button
                type="button"
                aria-haspopup="dialog"
                title={name}
                onPointerEnter={() => preload(loadLightbox)}
                onFocus={() => preload(loadLightbox)}
                onClick={() => setOpened(picture.id)}
                className="absolute inset-0 size-full overflow-hidden rounded-avatar border border-line outline-offset-[-2px] hover:brightness-95"
              >
                <PictureImage picture={picture} onBroken={() => setBroken((before) => [...before, picture.id])} />
                {isLast && (
                  <span className="absolute inset-0 grid place-items-center bg-black/60 text-2xl font-name text-white">
                    {later.files.more(hidden)}
                  </span>
                )}
              </button>
            );
          }}
        </PictureGrid>
      )}
      {others.length > 0 && <Files files={others} />}
      {opened !== undefined && (
        <LaterDialog
          load={loadLightbox}
          name={plainName(pictures.find(({ id }) => id === opened)?.name ?? "")}
          props={{
            pictures: whole.map((file) => ({ file, from })),
            first: opened,
            onClose: () => setOpened(undefined),
          }}
        />
      )}
    </>
  );
}
