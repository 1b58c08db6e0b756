import type { ComponentProps } from "react";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import type { ComposerFiles } from "./files/composer-files.tsx";

/** `ComposerFiles`, which comes once nothing else is to do, or when one is about to use it. */
export function LaterFiles({ isWanted, ...props }: ComponentProps<typeof ComposerFiles> & { isWanted: boolean }) {
  return isWanted && <QuietPart load={loadFiles} props={props} />;
}

export const loadFiles = async () => (await import("./files/composer-files.tsx")).ComposerFiles;
