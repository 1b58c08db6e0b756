import type { Attachment } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { boxOf } from "./box-of.ts";

/** So many are shown; on the last of them stands how many there are besides. */
export const maxShown = 4;

/** The places of a message's pictures: one as it is, two and four in twos, three in a row where there is room. */
export function PictureGrid({
  pictures,
  children,
}: {
  pictures: readonly Attachment[];
  /** What stands in a place. */
  children?: (picture: Attachment, index: number) => ReactNode;
}) {
  const [first] = pictures;
  const box = pictures.length === 1 && first !== undefined ? boxOf(first) : undefined;
  const columns = pictures.length === 3 ? "grid-cols-2 @md:grid-cols-3 @max-md:*:first:col-span-2" : "grid-cols-2";
  return (
    <div className="@container my-1 max-w-122">
      <div className={`grid gap-1 ${box === undefined ? columns : "grid-cols-1"}`}>
        {pictures.slice(0, maxShown).map((picture, index) => (
          <div
            key={picture.id}
            className="relative aspect-video max-w-full overflow-hidden rounded-avatar bg-hover"
            style={box && { width: box.width, aspectRatio: box.width / box.height }}
          >
            {children?.(picture, index)}
          </div>
        ))}
      </div>
    </div>
  );
}
