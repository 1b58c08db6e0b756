import type { SessionState } from "@hubbub/client";
import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useTitle } from "../../client/use-title.ts";
import { PageLink } from "../../navigation/page-link.tsx";
import { sessionEnd } from "../../storage/session-end.ts";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { FormMessage } from "../../ui/problems/form-message.tsx";
import { useSubmit } from "../../ui/problems/use-submit.ts";
import { TextField } from "../../ui/text-field.tsx";
import { AuthLayout } from "./auth-layout.tsx";

export function SignInPage({ session: over }: { session: SessionState & { status: "signed_out" } }) {
  const { session } = useClient();
  const [kept] = useState(() => sessionEnd.read());
  useTitle(later.signIn.title);
  const form = useSubmit(["email", "username", "password"], (values) =>
    session.login(values.text("username"), values.raw("password")),
  );
  return (
    <AuthLayout
      title={later.signIn.title}
      footer={later.signIn.newHere((text) => (
        <PageLink to={{ page: "sign-up" }} className="font-name text-accent hover:underline">
          {text}
        </PageLink>
      ))}
    >
      <form noValidate onSubmit={form.onSubmit} className="space-y-4">
        {over.reason === "left" && over.because !== undefined && (
          <p role="status" className="text-mid text-soft">
            {later.signIn.endedBecause(over.because)}
          </p>
        )}
        {over.reason === "ended" && (
          <p role="status" className="text-mid text-soft">
            {later.signIn.endedAndKept(over.because ?? kept ?? later.signIn.sessionEnded)}
          </p>
        )}
        <TextField
          label={later.signIn.emailOrUsername}
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          // How often one may try is counted by account.
          onChange={form.clearProblem}
          error={form.errorOf("username") ?? form.errorOf("email")}
        />
        <PasswordField autoComplete="current-password" error={form.errorOf("password")} />
        <FormMessage problem={form.problem} />
        <Button type="submit" look="primary" busy={form.busy} disabled={form.isHeld} className="w-full py-2">
          {later.signIn.title}
        </Button>
      </form>
    </AuthLayout>
  );
}
