import { QuietPart } from "../../ui/later/quiet-part.tsx";
import { finePointer } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import type { CallTicksProps } from "./call-ticks.tsx";

/** `CallTicks`, where there is something to tick and a scroll bar to tick it at: fingers see none. */
export function LaterCallTicks(props: CallTicksProps) {
  const isFine = useMedia(finePointer);
  return isFine && props.calls.length > 0 && <QuietPart load={loadCallTicks} props={props} />;
}

const loadCallTicks = async () => (await import("./call-ticks.tsx")).CallTicks;
