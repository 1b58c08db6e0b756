import { Countdown } from "./countdown.tsx";
import { Delayed } from "./delayed.tsx";

/** Of something that comes by itself, once the server takes requests again. */
export function WaitingNote({ untilMs, className = "" }: { untilMs: number; className?: string }) {
  return (
    <div role="status" className={`text-mid text-soft empty:hidden ${className}`}>
      <Delayed byMs={600}>
        <span className="sr-only">Waiting for the server</span>
        <span aria-hidden>
          Waiting for the server, <Countdown toMs={untilMs} />
        </span>
      </Delayed>
    </div>
  );
}
