import type { RoomFile, RoomSnapshot } from "@hubbub/client";
import { useState } from "react";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { EndInSight } from "../../ui/end-in-sight.tsx";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { loadLightbox } from "../lightbox/load-lightbox.ts";
import { isPicture } from "../places/is-picture.ts";
import { FileRow } from "./file-row.tsx";
import { FilesSkeleton } from "./files-skeleton.tsx";
import { PictureTile } from "./picture-tile.tsx";
import { useRoomFiles } from "./use-room-files.ts";

const filters = ["all", "pictures", "others"] as const;
type Filter = (typeof filters)[number];

/** All files of a room, the newest first. */
export function FilesPanel({ state, onJump }: { state: RoomSnapshot; onJump: (seq: number) => void }) {
  const files = useRoomFiles(state);
  const [filter, setFilter] = useState<Filter>("all");
  const [opened, setOpened] = useState<string>();
  const { status, hasMore, items } = files;
  const shown = items.filter(({ attachment }) => filter === "all" || isPicture(attachment) === (filter === "pictures"));
  const words = later.files.panel;
  const show = ({ attachment }: RoomFile) => setOpened(attachment.id);
  const jump = (id: string) => {
    setOpened(undefined);
    const file = items.find(({ attachment }) => attachment.id === id);
    if (file !== undefined) onJump(file.seq);
  };
  return (
    <>
      {items.length > 0 && (
        <div
          role="group"
          aria-label={words.filter}
          className="sticky top-0 z-10 flex gap-1.5 border-b border-line bg-surface px-4 py-2.5"
        >
          {filters.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === filter}
              onClick={() => setFilter(one)}
              className="h-7 rounded-lg border border-line px-2.5 text-small text-soft hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:font-name aria-pressed:text-accent touch:h-11 touch:px-4"
            >
              {words.filters[one]}
            </button>
          ))}
        </div>
      )}
      {status === "failed" && (
        <p role="alert" className="px-4 py-4 text-mid text-soft">
          {words.failed}{" "}
          <Button look="text" onClick={files.reload}>
            {t.ui.tryAgain}
          </Button>
        </p>
      )}
      {status === "loading" && items.length === 0 && (
        <Delayed>
          <FilesSkeleton />
        </Delayed>
      )}
      {status === "ready" && shown.length === 0 && !hasMore && <Nothing filter={filter} />}
      {shown.length > 0 && filter === "pictures" && (
        <ul className="grid grid-cols-3 gap-1 p-4">
          {shown.map((file) => (
            <PictureTile key={file.attachment.id} file={file} onOpen={() => show(file)} />
          ))}
        </ul>
      )}
      {shown.length > 0 && filter !== "pictures" && (
        <ul className="px-2 py-1.5">
          {shown.map((file) => (
            <FileRow key={file.attachment.id} file={file} onOpen={() => show(file)} onJump={() => onJump(file.seq)} />
          ))}
        </ul>
      )}
      {status === "ready" && hasMore && (
        <EndInSight count={items.length} onSeen={files.loadMore}>
          <FilesSkeleton />
        </EndInSight>
      )}
      {opened !== undefined && (
        <LaterDialog
          load={loadLightbox}
          name={t.files.title}
          props={{
            pictures: items.flatMap(({ attachment, ...from }) =>
              isPicture(attachment) ? { file: attachment, from } : [],
            ),
            first: opened,
            onJump: jump,
            onClose: () => setOpened(undefined),
          }}
        />
      )}
    </>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  const words = later.files.panel;
  switch (filter) {
    case "all":
      return <EmptyState title={words.none}>{words.noneSays}</EmptyState>;
    case "pictures":
      return <EmptyState title={words.nonePictures}>{words.nonePicturesSays}</EmptyState>;
    case "others":
      return <EmptyState title={words.noneOthers}>{words.noneOthersSays}</EmptyState>;
  }
}
