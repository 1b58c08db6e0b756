import type { PreviewImage } from "@hubbub/ws-protocol";
import { useState } from "react";
import { useSource } from "../files/links/use-source.ts";
import { placeholderOf } from "../files/pictures/placeholder-of.ts";

/** The picture of a link, small, from the server itself: nobody else is told who reads. Its place stays where it cannot be had. */
export function PreviewPicture({ image }: { image: PreviewImage }) {
  const { src, isBroken, onError } = useSource(
    { ...image, name: "", size: 0 },
    ({ thumbnail_url, url }) => thumbnail_url ?? url,
  );
  const [isLoaded, setLoaded] = useState(false);
  const placeholder = isLoaded ? undefined : placeholderOf(image.thumbhash);
  return (
    <div
      className="me-3 size-18 shrink-0 self-center overflow-hidden rounded-lg bg-hover bg-cover"
      style={placeholder === undefined ? undefined : { backgroundImage: `url("${placeholder}")` }}
    >
      {src !== undefined && !isBroken && (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setLoaded(true)}
          onError={onError}
          className="size-full object-cover"
        />
      )}
    </div>
  );
}
