import type { PreviewImage } from "@hubbub/ws-protocol";
import { useEffect, useState } from "react";
import { useClient } from "../client/use-client.ts";

/** So often it is asked where the picture is: a link that it came with may have ended before it was looked at. */
const maxAsked = 2;

/** The picture of a link, small, from the server itself: nobody else is told who reads. Its place stays where it cannot be had. */
export function PreviewPicture({ image: { id, url, thumbnail_url } }: { image: PreviewImage }) {
  const { files } = useClient();
  const [source, setSource] = useState(thumbnail_url ?? url);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (source !== undefined || asked >= maxAsked) return;
    let isLeft = false;
    const tell = (found: string | undefined) => {
      if (isLeft) return;
      setAsked(asked + 1);
      setSource(found);
    };
    files.links([id]).then(
      ([links]) => tell(links?.thumbnail_url ?? links?.url),
      () => tell(undefined),
    );
    return () => {
      isLeft = true;
    };
  }, [files, id, source, asked]);
  return (
    <div className="size-24 shrink-0 bg-hover">
      {source !== undefined && (
        <img
          src={source}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setSource(undefined)}
          className="size-full object-cover"
        />
      )}
    </div>
  );
}
