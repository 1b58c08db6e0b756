import { type RefObject, useEffect, useState } from "react";
import type { Writing } from "../suggestions/writing.ts";
import { afterFirstShow } from "../ui/later/after-first-show.ts";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import { whenIdle } from "../ui/later/use-loaded.ts";
import type { WritingKeys } from "./writing-keys.ts";

interface WritingHelpProps extends Writing {
  /** Null until it is there. */
  readonly keys: RefObject<WritingKeys | null>;
}

/**
 * `WritingHelp`, which comes with the first letter, or once the messages are there (`isShown`) and nothing else is to do. Where it
 * cannot be had one writes without.
 */
export function LaterWritingHelp({ isShown, ...props }: WritingHelpProps & { isShown: boolean }) {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    if (isShown) void afterFirstShow().then(() => whenIdle(() => setIdle(true)));
  }, [isShown]);
  const isEmpty = props.text === "";
  // Where it could not be had the next text asks again.
  return (
    (isIdle || !isEmpty) && <QuietPart key={isEmpty ? "before" : "writing"} load={loadWritingHelp} props={props} />
  );
}

const loadWritingHelp = async () => (await import("./writing-help.tsx")).WritingHelp;
