import { useMe } from "../../../client/use-me.ts";
import { later } from "../../../strings/later.ts";
import { PasswordField } from "../../../ui/password-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { AccountForm } from "./account-form.tsx";

/** What one may change of one's account. The server asks for the password where whoever has it could take the account over. */
export function AccountForms() {
  const me = useMe();
  const { name, email, password } = later.settings.account;
  return (
    <>
      <AccountForm
        title={name.title}
        fields={["display_name"]}
        save={name.save}
        done={name.done}
        toChange={({ text }) => ({ display_name: text("display_name") })}
      >
        {(errorOf) => (
          <TextField
            label={name.label}
            name="display_name"
            autoComplete="name"
            defaultValue={me.display_name === me.username ? "" : me.display_name}
            hint={name.hint(me.username)}
            error={errorOf("display_name")}
          />
        )}
      </AccountForm>
      <AccountForm
        title={email.title}
        fields={["email", "current_password"]}
        save={email.save}
        done={email.done}
        toChange={({ text, raw }) => ({ email: text("email"), current_password: raw("current_password") })}
      >
        {(errorOf) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label={later.ui.email}
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
        title={password.title}
        fields={["password", "current_password"]}
        save={password.save}
        done={password.done}
        toChange={({ raw }) => ({ password: raw("password"), current_password: raw("current_password") })}
      >
        {(errorOf) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <PasswordField label={password.new} autoComplete="new-password" error={errorOf("password")} />
            <CurrentPassword error={errorOf("current_password")} />
          </div>
        )}
      </AccountForm>
    </>
  );
}

function CurrentPassword({ error }: { error: string | undefined }) {
  return (
    <PasswordField
      label={later.settings.account.password.current}
      name="current_password"
      autoComplete="current-password"
      error={error}
    />
  );
}
