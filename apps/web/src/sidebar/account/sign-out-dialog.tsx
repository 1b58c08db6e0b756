import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-of.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { FormMessage } from "../../ui/problems/form-message.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";

/** Asks once more before messages that were never sent are gone. */
export function SignOutDialog({
  unsent,
  onSignOut,
  onClose,
}: {
  unsent: number;
  onSignOut: () => Promise<void>;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show } = useProblem();
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await onSignOut();
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title="Sign out with unsent messages?" onClose={onClose}>
      <p className="mb-4">
        {countOf(unsent, "message has", "messages have")} not been sent. Signing out deletes{" "}
        {unsent === 1 ? "it" : "them"} from this browser.
      </p>
      <FormMessage problem={problem} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose} data-first>
          Stay signed in
        </Button>
        <Button look="danger" busy={busy} disabled={isHeld} onClick={() => void run()}>
          Delete and sign out
        </Button>
      </div>
    </Dialog>
  );
}
