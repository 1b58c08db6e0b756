import type { RefObject } from "react";
import type { Writing } from "../suggestions/writing.ts";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import type { WritingKeys } from "./writing-keys.ts";

interface WritingHelpProps extends Writing {
  /** Null until it is there. */
  readonly keys: RefObject<WritingKeys | null>;
}

/**
 * `WritingHelp`, which comes with the first letter, or once nothing else is to do (`isIdle`). Where it cannot be had one
 * writes without.
 */
export function LaterWritingHelp({ isIdle, ...props }: WritingHelpProps & { isIdle: boolean }) {
  const isEmpty = props.text === "";
  // Where it could not be had the next text asks again.
  return (
    (isIdle || !isEmpty) && <QuietPart key={isEmpty ? "before" : "writing"} load={loadWritingHelp} props={props} />
  );
}

const loadWritingHelp = async () => (await import("./writing-help.tsx")).WritingHelp;
