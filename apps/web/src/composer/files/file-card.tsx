import { File, FileImage, type LucideIcon, Music, RotateCcw, Video, X } from "lucide-react";
import { useState } from "react";
import { FileName } from "../../files/names/file-name.tsx";
import { plainName } from "../../files/names/plain-name.ts";
import { sizeWords } from "../../files/size-words.ts";
import { later } from "../../strings/later.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import type { DraftFile } from "./draft-file.ts";
import { failureWords } from "./failure-words.ts";

/** A file of the message that one writes: what it is, how far it has come, and the ways to take it out or to try again. */
export function FileCard({ file, onRetry, onRemove }: { file: DraftFile; onRetry: () => void; onRemove: () => void }) {
  const { name, size, state } = file;
  const words = later.composer.files;
  const plain = plainName(name);
  const isFailed = state.status === "failed";
  return (
    <li
      data-file={state.status}
      className={`relative flex min-h-14 shrink-0 items-center phone:w-64 phone:max-w-[85%] gap-2.5 overflow-hidden rounded-avatar border ps-2 pe-1 touch:pe-0 ${isFailed ? "border-bad" : "border-line"}`}
    >
      <Face file={file} />
      <div className="min-w-0 flex-1 py-1.5">
        {/* It stands where the page's lines begin, whichever way it runs itself. */}
        <div className="flex">
          <FileName name={name} className="text-mid" />
        </div>
        <p className={`text-small ${isFailed ? "text-bad" : "text-soft"}`}>
          {isFailed ? failureWords(state.error) : sizeWords(size)}
        </p>
      </div>
      {isFailed && state.error.code !== "payload_too_large" && (
        <IconButton icon={RotateCcw} label={words.retry(plain)} onClick={onRetry} className="-me-2 touch:-me-3" />
      )}
      <IconButton
        icon={X}
        data-remove
        label={state.status === "uploading" ? words.cancel(plain) : words.remove(plain)}
        onClick={onRemove}
      />
      {state.status === "uploading" && <Progress name={plain} share={size === 0 ? 0 : state.sentBytes / size} />}
    </li>
  );
}

/** The picture itself, or what kind of file it is. */
function Face({ file: { picture, state } }: { file: DraftFile }) {
  const [isBroken, setBroken] = useState(false);
  const kind = state.status === "uploaded" ? (state.attachment.content_type.split("/")[0] ?? "") : "";
  const Icon = icons[kind] ?? File;
  const look = "size-10 shrink-0 rounded-lg bg-hover";
  if (picture !== undefined && !isBroken) {
    return <img src={picture} alt="" className={`${look} object-cover`} onError={() => setBroken(true)} />;
  }
  return (
    <span className={`${look} grid place-items-center text-soft`}>
      <Icon size={20} aria-hidden />
    </span>
  );
}

const icons: Readonly<Record<string, LucideIcon>> = { image: FileImage, audio: Music, video: Video };

/** At the lower edge, how much has gone out. */
function Progress({ name, share }: { name: string; share: number }) {
  const percent = Math.round(share * 100);
  return (
    <div
      role="progressbar"
      aria-label={later.composer.files.progress(name)}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="absolute inset-x-0 bottom-0 h-1 bg-hover"
    >
      <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
    </div>
  );
}
