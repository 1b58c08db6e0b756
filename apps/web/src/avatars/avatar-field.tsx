import { type ReactNode, useEffect, useRef, useState } from "react";
import { later } from "../strings/later.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { CropDialog } from "./crop-dialog.tsx";

/** The picture of oneself or of a room: how it is now, and the ways to choose another one and to take it away. */
export function AvatarField({
  face,
  hasPicture,
  says,
  onSet,
  onRemove,
}: {
  face: ReactNode;
  hasPicture: boolean;
  says: string;
  /** Both throw what the server says. */
  onSet: (picture: Blob, signal: AbortSignal) => Promise<unknown>;
  onRemove: () => Promise<unknown>;
}) {
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const [url, setUrl] = useState<string>();
  const [isRemoving, setRemoving] = useState(false);
  const isRemoved = useRef(false);
  const [done, setDone] = useState("");
  useEffect(() => {
    // That nothing was chosen would close the dialog around it: it comes up to that, though React says otherwise.
    const chooser = input.current;
    const stop = (event: Event) => event.stopPropagation();
    chooser?.addEventListener("cancel", stop);
    return () => chooser?.removeEventListener("cancel", stop);
  }, []);
  useEffect(() => {
    if (isRemoving || !isRemoved.current) return;
    // The button that asked went with it.
    isRemoved.current = false;
    choose.current?.focus();
  }, [isRemoving]);
  return (
    <section aria-label={later.avatars.title} className="flex flex-wrap items-center gap-4">
      {face}
      <div className="min-w-40 flex-1">
        <h2 className="text-base">{later.avatars.title}</h2>
        <p className="text-mid text-soft">{says}</p>
        <p role="status" className="text-small text-soft">
          {done}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <input
          ref={input}
          type="file"
          hidden
          accept="image/jpeg,image/png,image/gif,image/webp,image/avif"
          data-testid="avatar"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) setUrl(URL.createObjectURL(file));
            setDone("");
            // The same one again is a change too.
            currentTarget.value = "";
          }}
        />
        <Button ref={choose} onClick={() => input.current?.click()}>
          {hasPicture ? later.avatars.another : later.avatars.choose}
        </Button>
        {hasPicture && (
          <Button look="danger" onClick={() => setRemoving(true)}>
            {later.avatars.remove}
          </Button>
        )}
      </div>
      {url !== undefined && (
        <CropDialog
          url={url}
          onSave={async (picture, signal) => {
            await onSet(picture, signal);
            setDone(later.avatars.saved);
          }}
          onClose={() => {
            URL.revokeObjectURL(url);
            setUrl(undefined);
          }}
        />
      )}
      {isRemoving && (
        <ConfirmDialog
          title={later.avatars.removing.title}
          keep={later.avatars.removing.keep}
          confirm={later.avatars.remove}
          onConfirm={async () => {
            await onRemove();
            setDone(later.avatars.removed);
            isRemoved.current = true;
          }}
          onClose={() => setRemoving(false)}
        >
          <p>{later.avatars.removing.says}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
