import { type KeyboardEvent, type RefObject, useId } from "react";
import { later } from "../strings/later.ts";
import { type Crop, maxSide, minSide, moved, type PictureSize, sized, stretched } from "./crop.ts";
import { useDrag } from "./use-drag.ts";

/** A picture, and over it the square that is kept: moved and sized by pointer, by two fingers, and by the keyboard. */
export function CropArea({
  url,
  picture,
  size,
  crop,
  onLoad,
  onError,
  onCrop,
}: {
  url: string;
  picture: RefObject<HTMLImageElement | null>;
  /** Undefined until it is there. */
  size: PictureSize | undefined;
  crop: Crop | undefined;
  onLoad: (picture: HTMLImageElement) => void;
  onError: () => void;
  /** Called with what makes another square of the one before. */
  onCrop: (change: (before: Crop, size: PictureSize) => Crop) => void;
}) {
  const sizeId = useId();
  const helpId = useId();
  /** Pixels of the picture in one of the screen. */
  const scale = () => (size?.width ?? 1) / Math.max(1, picture.current?.getBoundingClientRect().width ?? 1);
  const drag = useDrag({
    onMove: (by, grip) => {
      const times = scale();
      const way = { x: by.x * times, y: by.y * times };
      onCrop((before, of) => (grip === "corner" ? stretched(before, of, (way.x + way.y) / 2) : moved(before, of, way)));
    },
    onPinch: (times) => onCrop((before, of) => sized(before, of, before.side * times)),
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const change = changeOf(event);
    if (change === undefined) return;
    event.preventDefault();
    onCrop(change);
  };
  return (
    <div className="space-y-3">
      {/* Where the square is, is the picture's and not the language's. */}
      <div
        dir="ltr"
        {...drag}
        className="relative mx-auto w-fit touch-none overflow-hidden rounded-lg bg-hover select-none"
      >
        <img
          ref={picture}
          src={url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget }) => onLoad(currentTarget)}
          onError={onError}
          className="block max-h-[min(18rem,45dvh)] max-w-full"
        />
        {size !== undefined && crop !== undefined && (
          <button
            type="button"
            // It comes after the dialog, which would have taken it otherwise.
            autoFocus
            data-testid="crop"
            aria-label={later.avatars.square}
            aria-describedby={helpId}
            onKeyDown={onKeyDown}
            style={{
              left: `${(crop.x / size.width) * 100}%`,
              top: `${(crop.y / size.height) * 100}%`,
              width: `${(crop.side / size.width) * 100}%`,
              height: `${(crop.side / size.height) * 100}%`,
            }}
            className="absolute cursor-move border-2 border-white shadow-[0_0_0_100vmax_rgb(0_0_0/0.6)] outline-offset-[-6px]"
          >
            <span
              data-grip="corner"
              className="absolute -end-0.5 -bottom-0.5 size-6 cursor-nwse-resize border-e-4 border-b-4 border-white touch:size-11"
            />
          </button>
        )}
      </div>
      <p id={helpId} className="text-mid text-soft">
        {later.avatars.help}
      </p>
      {size !== undefined && crop !== undefined && (
        <div className="flex items-center gap-3">
          <label htmlFor={sizeId} className="shrink-0 text-mid">
            {later.avatars.size}
          </label>
          <input
            id={sizeId}
            type="range"
            min={Math.floor(minSide(size))}
            max={Math.ceil(maxSide(size))}
            value={Math.round(crop.side)}
            onChange={({ currentTarget }) => {
              const side = Number(currentTarget.value);
              onCrop((before, of) => sized(before, of, side));
            }}
            className="min-w-0 flex-1 accent-accent touch:h-11"
          />
        </div>
      )}
    </div>
  );
}

/** What a key makes of the square; undefined: nothing. */
function changeOf({ key, shiftKey }: KeyboardEvent): ((before: Crop, size: PictureSize) => Crop) | undefined {
  const way = ways[key];
  const step = (size: PictureSize) => (maxSide(size) / 50) * (shiftKey ? 5 : 1);
  if (way !== undefined)
    return (before, size) => moved(before, size, { x: way[0] * step(size), y: way[1] * step(size) });
  if (key === "+" || key === "=") return (before, size) => sized(before, size, before.side + 2 * step(size));
  if (key === "-") return (before, size) => sized(before, size, before.side - 2 * step(size));
  return undefined;
}

const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
