import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormMessage } from "../ui/problems/form-message.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";

/** Asks once more before something is gone. */
export function DeleteDialog({
  content,
  onDelete,
  onClose,
}: {
  content: string;
  onDelete: () => Promise<void>;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show } = useProblem();
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await onDelete();
      onClose();
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title="Delete this message?" onClose={onClose}>
      <blockquote className="mb-3 line-clamp-4 border-l-3 border-line pl-3 wrap-anywhere text-soft">
        {content}
      </blockquote>
      <p className="mb-4">Its text is gone for everyone. That it was here stays visible.</p>
      <FormMessage problem={problem} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose} data-first>
          Keep it
        </Button>
        <Button look="danger" busy={busy} disabled={isHeld} onClick={() => void run()}>
          Delete
        </Button>
      </div>
    </Dialog>
  );
}
