import type { Held } from "@hubbub/client";
import { LaterPart } from "../ui/later/later-part.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";

/** Says why messages wait, where they do. What is over in a moment is not worth a word. */
export function HeldLine({ held }: { held: Held | undefined }) {
  return (
    <div role="status" data-testid="held" className="column shrink-0 text-small text-soft">
      {held !== undefined && (
        <Delayed byMs={600}>
          <LaterPart load={loadReason} props={{ held }} waiting={null} />
        </Delayed>
      )}
    </div>
  );
}

const loadReason = async () => (await import("./held-reason.tsx")).HeldReason;
