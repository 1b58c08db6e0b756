import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { t } from "../strings/t.ts";
import { focusAlong, focusPath } from "./focus/focus-path.ts";
import { IconButton } from "./icon-button.tsx";
import { isComposing } from "./is-composing.ts";

/**
 * A modal dialog: Esc and a click beside it close it, the focus returns to where it was, or where that is gone or hidden
 * to what was around it.
 */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the browser paints: after that React has taken the dialog out, and closing it would give nothing back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = focusPath(document.activeElement);
    if (dialog?.open === false) dialog.showModal();
    // React's autoFocus leaves no attribute, so the browser would take the first button.
    dialog?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      dialog?.close();
      focusAlong(before);
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        // Gives up a letter, not the dialog.
        if (event.key === "Escape" && isComposing(event)) event.preventDefault();
      }}
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(28rem,calc(100vw-2rem))] overflow-auto rounded-xl border border-line bg-surface p-0 text-ink shadow-lift"
    >
      <div className="p-5">
        <div className="mb-4 flex items-center justify-between gap-3">
          <h2 id={titleId} className="min-w-0 text-lg wrap-anywhere">
            {title}
          </h2>
          <IconButton icon={X} label={t.ui.close} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
