import { useClient } from "../../client/use-client.ts";
import { useTitle } from "../../client/use-title.ts";
import { PageLink } from "../../navigation/page-link.tsx";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { FormMessage } from "../../ui/problems/form-message.tsx";
import { useSubmit } from "../../ui/problems/use-submit.ts";
import { TextField } from "../../ui/text-field.tsx";
import { AuthLayout } from "./auth-layout.tsx";

export function SignUpPage() {
  const { session } = useClient();
  useTitle(later.signIn.signUp.title);
  const form = useSubmit(["email", "username", "password"], (values) =>
    session.register({
      email: values.text("email"),
      username: values.text("username"),
      password: values.raw("password"),
    }),
  );
  return (
    <AuthLayout
      title={later.signIn.signUp.title}
      footer={later.signIn.signUp.haveOne((text) => (
        <PageLink to={{ page: "sign-in" }} className="font-name text-accent hover:underline">
          {text}
        </PageLink>
      ))}
    >
      <form noValidate onSubmit={form.onSubmit} className="space-y-4">
        <TextField
          label={later.ui.email}
          name="email"
          type="email"
          autoComplete="email"
          autoFocus
          error={form.errorOf("email")}
        />
        <TextField
          label={later.ui.username}
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          hint={later.signIn.signUp.usernameHint}
          error={form.errorOf("username")}
        />
        <PasswordField autoComplete="new-password" error={form.errorOf("password")} />
        <FormMessage problem={form.problem} />
        <Button type="submit" look="primary" busy={form.busy} disabled={form.isHeld} className="w-full py-2">
          {later.signIn.signUp.create}
        </Button>
      </form>
    </AuthLayout>
  );
}
