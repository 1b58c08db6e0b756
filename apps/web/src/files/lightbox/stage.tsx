import type { Attachment } from "@hubbub/ws-protocol";
import { type MouseEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import { later } from "../../strings/later.ts";
import { useSource } from "../links/use-source.ts";
import { plainName } from "../names/plain-name.ts";
import { placeholderOf } from "../pictures/placeholder-of.ts";
import { swipeOf } from "./swipe-of.ts";

const enlargedBy = 3;
/** Two presses are one double press. */
const doubleMs = 350;
const doublePx = 30;

/**
 * One picture, as large as there is room, or enlarged to look around in. A double press enlarges the part under it; a finger that moves
 * along leads to the next, and down away, as does a press beside the picture.
 */
export function Stage({
  file,
  isEnlarged,
  onEnlarge,
  onSwipe,
  onClose,
}: {
  file: Attachment;
  isEnlarged: boolean;
  onEnlarge: (is: boolean) => void;
  onSwipe: (deed: "previous" | "next" | "close") => void;
  onClose: () => void;
}) {
  const stage = useRef<HTMLDivElement>(null);
  const small = useSource(file, (links) => links.thumbnail_url ?? links.url);
  const { src, isBroken, onError } = useSource(file, ({ url }) => url);
  const [isLoaded, setLoaded] = useState(false);
  const keepPoint = useEnlarging(stage, isEnlarged);
  const { box, hasMoved, handlers } = usePan(stage, isEnlarged, onSwipe);
  const last = useRef<{ readonly at: number; readonly x: number; readonly y: number }>(undefined);
  const onClick = ({ target, timeStamp, clientX: x, clientY: y }: MouseEvent) => {
    if (hasMoved()) return;
    const before = last.current;
    last.current = { at: timeStamp, x, y };
    if (!(target instanceof Node) || box.current?.contains(target) !== true) {
      if (!isEnlarged) onClose();
    } else if (
      before !== undefined &&
      timeStamp - before.at < doubleMs &&
      Math.hypot(x - before.x, y - before.y) < doublePx
    ) {
      last.current = undefined;
      keepPoint(x, y, box.current.getBoundingClientRect());
      onEnlarge(!isEnlarged);
    }
  };
  if (isBroken) {
    return <p className="grid h-full place-items-center p-6 text-soft">{later.files.lightbox.failed}</p>;
  }
  const { width = 1, height = 1 } = file;
  const fit = `min(100cqw, ${(100 * width) / height}cqh, ${width}px)`;
  const placeholder = isLoaded ? undefined : placeholderOf(file.thumbhash);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the keys of the dialog around it do the same
    <div
      ref={stage}
      dir="ltr"
      onClick={onClick}
      {...handlers}
      className={`flex size-full overscroll-contain [container-type:size] ${isEnlarged ? "touch-manipulation cursor-move overflow-auto" : "touch-pinch-zoom overflow-hidden"}`}
    >
      <div
        ref={box}
        className={`relative m-auto shrink-0 bg-cover ${isEnlarged ? "" : "cursor-zoom-in"}`}
        style={{
          width: isEnlarged ? `calc(${enlargedBy} * ${fit})` : fit,
          aspectRatio: width / height,
          backgroundImage: placeholder === undefined ? undefined : `url("${placeholder}")`,
        }}
      >
        {!isLoaded && small.src !== undefined && (
          <img src={small.src} alt="" onError={small.onError} className="absolute inset-0 size-full" />
        )}
        {src !== undefined && (
          <img
            src={src}
            alt={plainName(file.name)}
            draggable={false}
            onLoad={() => setLoaded(true)}
            onError={onError}
            className={`absolute inset-0 size-full ${isLoaded ? "" : "opacity-0"}`}
          />
        )}
      </div>
    </div>
  );
}

/** Keeps the part that was pressed under the pointer while the picture changes its size; without one the middle. */
function useEnlarging(stage: { readonly current: HTMLElement | null }, isEnlarged: boolean) {
  const point = useRef<{ readonly x: number; readonly y: number; readonly part: readonly [number, number] }>(undefined);
  useLayoutEffect(() => {
    const element = stage.current;
    if (!isEnlarged || element === null) return;
    const { left, top, width, height } = element.getBoundingClientRect();
    const { x, y, part } = point.current ?? { x: left + width / 2, y: top + height / 2, part: [0.5, 0.5] };
    point.current = undefined;
    const child = element.firstElementChild as HTMLElement;
    element.scrollTo(
      child.offsetLeft + part[0] * child.offsetWidth - (x - left),
      child.offsetTop + part[1] * child.offsetHeight - (y - top),
    );
  }, [stage, isEnlarged]);
  return (x: number, y: number, { left, top, width, height }: DOMRect) => {
    point.current = { x, y, part: [(x - left) / width, (y - top) / height] };
  };
}

/** What moving the pointer does: an enlarged picture goes along with a mouse, as it does by itself with a finger, which else swipes. */
function usePan(
  stage: { readonly current: HTMLElement | null },
  isEnlarged: boolean,
  onSwipe: (deed: "previous" | "next" | "close") => void,
) {
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number; readonly isFinger: boolean }>(undefined);
  const moved = useRef(false);
  const end = () => {
    from.current = undefined;
    if (box.current !== null) box.current.style.translate = "";
  };
  return {
    box,
    /** Whether what ends with a click was more than one. */
    hasMoved: () => moved.current,
    handlers: {
      onPointerDown: ({ pointerType, isPrimary, clientX: x, clientY: y, button }: PointerEvent) => {
        end();
        moved.current = false;
        const isFinger = pointerType === "touch";
        // Two fingers are the browser's.
        if (!isPrimary || button !== 0 || isFinger === isEnlarged || (visualViewport?.scale ?? 1) > 1) return;
        from.current = { x, y, isFinger };
      },
      onPointerMove: (event: PointerEvent) => {
        const start = from.current;
        if (start === undefined || !event.isPrimary) return;
        const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
        if (Math.hypot(dx, dy) > 4) moved.current = true;
        if (!start.isFinger) stage.current?.scrollBy(-event.movementX, -event.movementY);
        else if (box.current !== null) {
          box.current.style.translate = Math.abs(dx) > Math.abs(dy) ? `${dx}px 0` : `0 ${Math.max(0, dy)}px`;
        }
      },
      onPointerUp: ({ clientX, clientY, currentTarget }: PointerEvent) => {
        const start = from.current;
        end();
        if (start === undefined || !start.isFinger) return;
        const isRtl = getComputedStyle(currentTarget.parentElement ?? currentTarget).direction === "rtl";
        const deed = swipeOf(clientX - start.x, clientY - start.y, isRtl);
        if (deed !== undefined) onSwipe(deed);
      },
      onPointerCancel: end,
    },
  };
}
