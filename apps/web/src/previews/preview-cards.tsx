import type { Message, Preview } from "@hubbub/ws-protocol";
import { X } from "lucide-react";
import { useState } from "react";
import { useClient } from "../client/use-client.ts";
import { later } from "../strings/later.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { problemSentence, toProblem } from "../ui/problems/problem.ts";
import { useToast } from "../ui/toasts/use-toast.ts";
import { isLow } from "./link-previews.tsx";
import { originOf } from "./origin-of.ts";
import { PreviewPicture } from "./preview-picture.tsx";

/** A card for each link; whoever may takes all of them away. */
export function PreviewCards({
  message: { room_id: roomId, seq },
  previews,
  mayRemove,
}: {
  message: Message;
  previews: readonly Preview[];
  mayRemove: boolean;
}) {
  return (
    <div className="group/previews flex items-start gap-1">
      <ul aria-label={later.messages.previews.label} className="min-w-0 max-w-110 flex-1">
        {previews.map((preview) => (
          <li key={preview.url} className="pt-1.5">
            <Card preview={preview} />
          </li>
        ))}
      </ul>
      {mayRemove && <Remove roomId={roomId} seq={seq} />}
    </div>
  );
}

/** Of one of two heights, whatever is in it: its place is kept before it is there. All that it says is a stranger's. */
function Card({ preview }: { preview: Preview }) {
  const { url, title, description, image } = preview;
  const { site, host } = originOf(preview);
  const height = isLow(preview) ? "h-16" : "h-24";
  return (
    <article
      className={`relative flex ${height} overflow-hidden rounded-xl border border-line bg-raised hover:border-edge`}
    >
      <div className="flex min-w-0 flex-1 flex-col justify-center px-3">
        <p className="flex gap-1.5 text-small text-soft" title={host}>
          {site !== undefined && (
            <>
              <span dir="auto" className="min-w-0 shrink truncate">
                {site}
              </span>
              <span aria-hidden>·</span>
            </>
          )}
          {/* Never cut off at its end, which says whose it is. */}
          <span dir="rtl" data-host className={`min-w-0 truncate ${site === undefined ? "" : "max-w-2/3 shrink-0"}`}>
            <bdi dir="ltr">{host}</bdi>
          </span>
        </p>
        <a
          dir="auto"
          href={url}
          title={url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="truncate font-name text-accent after:absolute after:inset-0 hover:underline"
        >
          {title}
        </a>
        {description !== undefined && (
          <p dir="auto" className="line-clamp-2 text-small text-soft wrap-anywhere">
            {description}
          </p>
        )}
      </div>
      {image !== undefined && <PreviewPicture image={image} />}
    </article>
  );
}

function Remove({ roomId, seq }: { roomId: number; seq: number }) {
  const { messages } = useClient();
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await messages.removePreviews(roomId, seq);
    } catch (error) {
      setBusy(false);
      say(problemSentence(toProblem(error)));
    }
  };
  return (
    <IconButton
      icon={X}
      label={later.messages.previews.remove}
      aria-disabled={busy}
      onClick={() => !busy && void remove()}
      className="mt-1.5 opacity-0 group-hover/previews:opacity-100 focus:opacity-100 touch:opacity-100"
    />
  );
}
