import { useMe } from "../../../client/use-me.ts";
import { PasswordField } from "../../../ui/password-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { AccountForm } from "./account-form.tsx";

/** What one may change of one's account. The server asks for the password where whoever has it could take the account over. */
export function AccountForms() {
  const me = useMe();
  return (
    <>
      <AccountForm
        title="Name"
        fields={["display_name"]}
        save="Save name"
        done="Your name is saved."
        toChange={({ text }) => ({ display_name: text("display_name") })}
      >
        {(errorOf) => (
          <TextField
            label="Display name"
            name="display_name"
            autoComplete="name"
            defaultValue={me.display_name === me.username ? "" : me.display_name}
            hint={`Left empty, others see ${me.username}.`}
            error={errorOf("display_name")}
          />
        )}
      </AccountForm>
      <AccountForm
        title="Email address"
        fields={["email", "current_password"]}
        save="Change email"
        done="Your email address is changed."
        toChange={({ text, raw }) => ({ email: text("email"), current_password: raw("current_password") })}
      >
        {(errorOf) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label="Email"
              name="email"
              type="email"
              autoComplete="email"
              defaultValue={me.email}
              error={errorOf("email")}
            />
            <CurrentPassword error={errorOf("current_password")} />
          </div>
        )}
      </AccountForm>
      <AccountForm
        title="Password"
        fields={["password", "current_password"]}
        save="Change password"
        done="Your password is changed, and other devices are signed out."
        toChange={({ raw }) => ({ password: raw("password"), current_password: raw("current_password") })}
      >
        {(errorOf) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <PasswordField label="New password" autoComplete="new-password" error={errorOf("password")} />
            <CurrentPassword error={errorOf("current_password")} />
          </div>
        )}
      </AccountForm>
    </>
  );
}

function CurrentPassword({ error }: { error: string | undefined }) {
  return (
    <PasswordField label="Current password" name="current_password" autoComplete="current-password" error={error} />
  );
}
