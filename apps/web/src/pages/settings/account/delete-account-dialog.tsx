import { useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { useMe } from "../../../client/use-me.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { PasswordField } from "../../../ui/password-field.tsx";
import { FormMessage } from "../../../ui/problems/form-message.tsx";
import { useSubmit } from "../../../ui/problems/use-submit.ts";
import { TextField } from "../../../ui/text-field.tsx";

/** There is no way back: it says what goes and what stays, and wants the username and the password. */
export function DeleteAccountDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const me = useMe();
  const [typed, setTyped] = useState("");
  const isSure = typed.trim() === me.username;
  const form = useSubmit(["current_password"], (values) => client.deleteAccount(values.raw("current_password")));
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <form noValidate onSubmit={(event) => (isSure ? form.onSubmit(event) : event.preventDefault())}>
        <ul className="list-disc space-y-1.5 pl-5">
          <li>Your name, email and password are erased at once, and you are signed out everywhere.</li>
          <li>You leave all rooms, and what you had not sent in this browser is deleted.</li>
          <li>
            What you wrote stays in its rooms, as by “deleted user”, unless this server erases that as well. To have
            something gone for sure, delete it first.
          </li>
          <li>There is no way back, and nobody gets the username {me.username} again.</li>
        </ul>
        <div className="mt-4 space-y-4">
          <TextField
            label={`Type ${me.username} to confirm`}
            value={typed}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-first
            onChange={(event) => setTyped(event.target.value)}
          />
          <PasswordField
            label="Current password"
            name="current_password"
            autoComplete="current-password"
            error={form.errorOf("current_password")}
          />
          <FormMessage problem={form.problem} />
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep account</Button>
          <Button type="submit" look="danger" busy={form.busy} disabled={!isSure || form.isHeld}>
            Delete for good
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
