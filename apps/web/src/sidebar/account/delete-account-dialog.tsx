import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { FormMessage } from "../../ui/problems/form-message.tsx";
import { useSubmit } from "../../ui/problems/use-submit.ts";

/** Asks for the password before one is gone for good; whoever is then sees the page for signing in. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const me = useMe();
  const form = useSubmit(["current_password"], ({ raw }) => client.deleteAccount(raw("current_password")));
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit} className="space-y-4">
        <p>
          Your email address, names and password are erased, and all your devices are signed out. Nothing brings the
          account back, and nobody can take the username {me.username} after you.
        </p>
        <PasswordField
          label="Current password"
          name="current_password"
          autoComplete="current-password"
          error={form.errorOf("current_password")}
        />
        <FormMessage problem={form.problem} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose} data-first>
            Keep account
          </Button>
          <Button type="submit" look="danger" busy={form.busy} disabled={form.isHeld}>
            Delete for good
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
