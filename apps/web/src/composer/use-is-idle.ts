import { useEffect, useState } from "react";
import { afterFirstShow } from "../ui/later/after-first-show.ts";
import { whenIdle } from "../ui/later/use-loaded.ts";

/** Whether what one came for is there (`isShown`) and nothing else was to do since: the time for what is only about to be needed. */
export function useIsIdle(isShown: boolean): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    if (isShown) void afterFirstShow().then(() => whenIdle(() => setIdle(true)));
  }, [isShown]);
  return isIdle;
}
