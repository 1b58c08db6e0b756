import { t } from "../../strings/t.ts";
import { Countdown } from "./countdown.tsx";
import { Delayed } from "./delayed.tsx";

/** Of something that comes by itself, once the server takes requests again. */
export function WaitingNote({ untilMs, className = "" }: { untilMs: number; className?: string }) {
  return (
    <div role="status" className={`text-mid text-soft empty:hidden ${className}`}>
      <Delayed byMs={600}>
        <span className="sr-only">{t.ui.waitingForServer}</span>
        <span aria-hidden>{t.ui.waitingForServerFor(<Countdown toMs={untilMs} />)}</span>
      </Delayed>
    </div>
  );
}
