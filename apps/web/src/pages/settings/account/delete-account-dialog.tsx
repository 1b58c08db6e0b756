import { useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { useMe } from "../../../client/use-me.ts";
import { later } from "../../../strings/later.ts";
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
  const words = later.settings.account.delete;
  return (
    <Dialog title={words.question} onClose={onClose}>
      <form noValidate onSubmit={(event) => (isSure ? form.onSubmit(event) : event.preventDefault())}>
        <ul className="list-disc space-y-1.5 ps-5">
          <li>{words.erased}</li>
          <li>{words.leaves}</li>
          <li>{words.stays}</li>
          <li>{words.noWayBack(me.username)}</li>
        </ul>
        <div className="mt-4 space-y-4">
          <TextField
            label={words.type(me.username)}
            value={typed}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-first
            onChange={(event) => setTyped(event.target.value)}
          />
          <PasswordField
            label={later.settings.account.password.current}
            name="current_password"
            autoComplete="current-password"
            error={form.errorOf("current_password")}
          />
          <FormMessage problem={form.problem} />
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{words.keep}</Button>
          <Button type="submit" look="danger" busy={form.busy} disabled={!isSure || form.isHeld}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
