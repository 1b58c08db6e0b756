import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { countOf } from "../../ui/count-of.ts";

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
  return (
    <ConfirmDialog
      title="Sign out with unsent messages?"
      keep="Stay signed in"
      confirm="Delete and sign out"
      onConfirm={onSignOut}
      onClose={onClose}
    >
      <p>
        {countOf(unsent, "message has", "messages have")} not been sent. Signing out deletes{" "}
        {unsent === 1 ? "it" : "them"} from this browser.
      </p>
    </ConfirmDialog>
  );
}
