import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormMessage } from "./problems/form-message.tsx";
import { useProblem } from "./problems/use-problem.ts";

/** Asks once more before something that one cannot take back; what is asked and what it does stand in it. */
export function ConfirmDialog({
  title,
  children,
  keep,
  confirm,
  tone = "danger",
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  /** What leaves things as they are; it has the focus. */
  keep: string;
  confirm: string;
  tone?: "danger" | "primary";
  /** Throws what the server says. The dialog closes when it is done. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show } = useProblem();
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="mb-4 space-y-3">{children}</div>
      <FormMessage problem={problem} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose} data-first>
          {keep}
        </Button>
        <Button look={tone} busy={busy} disabled={isHeld} onClick={() => void run()}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
