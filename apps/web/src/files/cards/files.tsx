import type { Attachment } from "@hubbub/ws-protocol";
import { Beginning } from "../beginning/beginning.tsx";
import { fileKind } from "../file-kind.ts";
import { FileList } from "../places/file-list.tsx";
import { isPlayed } from "../places/is-played.ts";
import { FileCard } from "./file-card.tsx";
import { Player } from "./player.tsx";

/** Files that are no pictures: each to save, films and sound to play, texts with their beginning. */
export function Files({ files }: { files: readonly Attachment[] }) {
  return (
    <FileList files={files}>
      {(file) => {
        const kind = fileKind(file);
        return (
          <div className="space-y-1">
            {isPlayed(file) && <Player file={file} isFilm={kind === "video"} />}
            <FileCard file={file} />
            {(kind === "text" || kind === "code") && <Beginning file={file} />}
          </div>
        );
      }}
    </FileList>
  );
}
