import type { Attachment } from "@hubbub/ws-protocol";
import { useEffect, useEffectEvent, useState } from "react";
import { useSource } from "../links/use-source.ts";
import { plainName } from "../names/plain-name.ts";
import { placeholderOf } from "./placeholder-of.ts";

/** A small picture that fills its place, and until it is there what it looks like from afar. */
export function PictureImage({ picture, onBroken }: { picture: Attachment; onBroken: () => void }) {
  const { src, isBroken, onError } = useSource(picture, (links) => links.thumbnail_url ?? links.url);
  const [isLoaded, setLoaded] = useState(false);
  const placeholder = isLoaded ? undefined : placeholderOf(picture.thumbhash);
  const tell = useEffectEvent(onBroken);
  useEffect(() => {
    if (isBroken) tell();
  }, [isBroken]);
  return (
    <>
      {placeholder !== undefined && (
        <span className="absolute inset-0 bg-cover" style={{ backgroundImage: `url("${placeholder}")` }} />
      )}
      <img
        src={src}
        alt={plainName(picture.name)}
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={() => setLoaded(true)}
        onError={onError}
        className={`absolute inset-0 size-full object-cover ${isLoaded ? "" : "opacity-0"}`}
      />
    </>
  );
}
