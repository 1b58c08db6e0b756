import type { Attachment, Message } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { t } from "../strings/t.ts";
import { LaterPart } from "../ui/later/later-part.tsx";
import { FileList } from "./places/file-list.tsx";
import { isPicture } from "./places/is-picture.ts";
import { PictureGrid } from "./places/picture-grid.tsx";

/** Who brought files, and when. */
export type From = Pick<Message, "user_id" | "username" | "created_at">;

/**
 * The files of a message around its text (`children`): pictures above, which it then is a caption of, all others below. What shows them
 * comes a moment later the first time; their places are there at once, so that nothing moves.
 */
export function Attachments({
  attachments = [],
  from,
  children,
}: {
  attachments: readonly Attachment[] | undefined;
  from: From;
  children?: ReactNode;
}) {
  const pictures = attachments.filter(isPicture);
  const files = attachments.filter((file) => !isPicture(file));
  const name = t.files.title;
  return (
    <>
      {pictures.length > 0 && (
        <LaterPart
          load={loadPictures}
          name={name}
          props={{ pictures, from }}
          waiting={<PictureGrid pictures={pictures} />}
        />
      )}
      {children}
      {files.length > 0 && (
        <LaterPart load={loadFiles} name={name} props={{ files }} waiting={<FileList files={files} />} />
      )}
    </>
  );
}

const loadPictures = async () => (await import("./shown.ts")).Pictures;
const loadFiles = async () => (await import("./shown.ts")).Files;
