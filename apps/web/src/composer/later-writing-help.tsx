import { type RefObject, useEffect, useState } from "react";
import type { Writing } from "../suggestions/writing.ts";
import { afterFirstShow } from "../ui/later/after-first-show.ts";
import { useLoaded, whenIdle } from "../ui/later/use-loaded.ts";
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
  return (isIdle || !isEmpty) && <Wanted key={isEmpty ? "before" : "writing"} {...props} />;
}

function Wanted(props: WritingHelpProps) {
  const loaded = useLoaded(loadWritingHelp);
  return loaded.status === "ready" && <loaded.Part {...props} />;
}

const loadWritingHelp = async () => (await import("./writing-help.tsx")).WritingHelp;
