import { useEffect, useRef, useState } from "react";
import { later } from "../strings/later.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormMessage } from "../ui/problems/form-message.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";
import { type Crop, firstCrop, type PictureSize } from "./crop.ts";
import { CropArea } from "./crop-area.tsx";
import { drawCrop } from "./draw-crop.ts";

interface Chosen {
  readonly size: PictureSize;
  readonly crop: Crop;
}

/** Of a picture that somebody has chosen, which square is to stand for them or the room. It is cut out here; closing gives it up. */
export function CropDialog({
  url,
  onSave,
  onClose,
}: {
  /** Of what was chosen, here in the browser. */
  url: string;
  /** Throws what the server says. */
  onSave: (picture: Blob, signal: AbortSignal) => Promise<unknown>;
  onClose: () => void;
}) {
  const picture = useRef<HTMLImageElement>(null);
  const [chosen, setChosen] = useState<Chosen | "none">();
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show, clear } = useProblem();
  const left = useRef(new AbortController());
  useEffect(() => {
    const stop = (left.current = new AbortController());
    return () => stop.abort();
  }, []);

  const known = chosen === "none" ? undefined : chosen;
  const save = async (): Promise<void> => {
    if (known === undefined || picture.current === null) return;
    const { signal } = left.current;
    setBusy(true);
    clear();
    try {
      await onSave(await drawCrop(picture.current, known.crop), signal);
      onClose();
    } catch (error) {
      if (signal.aborted) return;
      show(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={later.avatars.crop} onClose={onClose}>
      {chosen === "none" ? (
        <p role="alert">{later.avatars.noPicture}</p>
      ) : (
        <CropArea
          url={url}
          picture={picture}
          size={known?.size}
          crop={known?.crop}
          onLoad={({ naturalWidth: width, naturalHeight: height }) => {
            if (width === 0 || height === 0) return setChosen("none");
            setChosen({ size: { width, height }, crop: firstCrop({ width, height }) });
          }}
          onError={() => setChosen("none")}
          onCrop={(change) =>
            setChosen((before) =>
              before === undefined || before === "none"
                ? before
                : { ...before, crop: change(before.crop, before.size) },
            )
          }
        />
      )}
      <div className="mt-4">
        <FormMessage problem={problem} />
      </div>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{later.avatars.cancel}</Button>
        {chosen !== "none" && (
          <Button look="primary" busy={busy} disabled={isHeld || known === undefined} onClick={() => void save()}>
            {later.avatars.save}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
