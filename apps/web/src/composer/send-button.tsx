import { SendHorizontal } from "lucide-react";
import { t } from "../strings/t.ts";

/** Sends. Soft until there is something to send, then the screen's one accent; a finger gets more room than it sees. */
export function SendButton({ maySend }: { maySend: boolean }) {
  return (
    <button
      type="submit"
      title={t.composer.send}
      aria-label={t.composer.send}
      aria-disabled={!maySend || undefined}
      className="group/send grid shrink-0 place-items-center rounded-lg touch:-mx-1 touch:size-11"
    >
      <span
        className={`grid size-8 place-items-center rounded-lg border border-transparent touch:size-9 ${maySend ? "bg-accent text-on-accent group-hover/send:bg-accent-strong" : "text-soft"}`}
      >
        <SendHorizontal size={17} aria-hidden className="rtl:-scale-x-100" />
      </span>
    </button>
  );
}
