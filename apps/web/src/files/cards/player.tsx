import type { Attachment } from "@hubbub/ws-protocol";
import { useEffect, useRef } from "react";
import { later } from "../../strings/later.ts";
import { useSource } from "../links/use-source.ts";
import { plainName } from "../names/plain-name.ts";

/** Plays a film or sound, with what the browser has for that. Only its length is loaded before one does. */
export function Player({ file, isFilm }: { file: Attachment; isFilm: boolean }) {
  const { src, isBroken, onLoad, onError } = useSource(file, ({ url }) => url);
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  // A link that ends while one listens: it goes on where it was with the next.
  const left = useRef<{ readonly at: number; readonly isPlaying: boolean }>(undefined);
  useEffect(() => {
    const element = player.current;
    if (src === undefined || element === null || left.current === undefined) return;
    element.currentTime = left.current.at;
    if (left.current.isPlaying) void element.play().catch(() => undefined);
    left.current = undefined;
  }, [src]);
  if (isBroken) return <p className="text-small text-soft">{later.files.notPlayed}</p>;
  const props = {
    ref: player,
    src,
    controls: true,
    preload: "metadata",
    "aria-label": plainName(file.name),
    onLoadedMetadata: onLoad,
    onError: () => {
      const { currentTime, paused } = player.current ?? { currentTime: 0, paused: true };
      if (currentTime > 0) left.current = { at: currentTime, isPlaying: !paused };
      onError();
    },
  } as const;
  return isFilm ? (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- people send what they have
    <video {...props} playsInline className="block h-56 w-100 max-w-full rounded-avatar bg-black object-contain" />
  ) : (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- people send what they have
    <audio {...props} className="block h-10 w-100 max-w-full" />
  );
}
