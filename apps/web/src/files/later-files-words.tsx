import type { Attachment } from "@hubbub/ws-protocol";
import { QuietPart } from "../ui/later/quiet-part.tsx";

/** `filesWords`, from where most messages have a text. */
export function LaterFilesWords({ files = [] }: { files?: readonly Attachment[] | undefined }) {
  return <QuietPart load={loadFilesWords} props={{ files }} />;
}

const loadFilesWords = async () => (await import("./shown.ts")).FilesWords;
