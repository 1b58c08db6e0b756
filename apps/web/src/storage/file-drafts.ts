import type { Attachment } from "@hubbub/ws-protocol";
import { followKept } from "./kept.ts";
import { localSetting } from "./local-setting.ts";
import { type DraftedPlace, placeKey } from "./place-key.ts";

/** The files that were uploaded for what one writes: kept beside it (`drafts`), and gone with it. */
export function fileDraft(userId: number, place: DraftedPlace) {
  const setting = localSetting(`draft.${userId}.${placeKey(place)}.files`);
  return {
    read: () => toFiles(setting.read()),
    /** Answers whether they are kept now. */
    write: (files: readonly Attachment[]) => setting.write(files.length === 0 ? undefined : JSON.stringify(files)),
    /** Calls `listener` when any tab changes them, this one too; returns the way to stop. */
    follow: (listener: (files: readonly Attachment[]) => void) =>
      followKept((key, value) => key === setting.key && listener(toFiles(value)), "everywhere"),
  };
}

function toFiles(value = "[]"): readonly Attachment[] {
  try {
    const kept: unknown = JSON.parse(value);
    return Array.isArray(kept) ? kept.filter(isFile) : [];
  } catch {
    return [];
  }
}

function isFile(value: unknown): value is Attachment {
  const file = value as Partial<Attachment> | null;
  return typeof file?.id === "string" && typeof file.name === "string" && typeof file.content_type === "string";
}
