import { useState } from "react";
import { TextField } from "../../ui/text-field.tsx";

/** A password, to be seen while one wants to. */
export function PasswordField({
  autoComplete,
  error,
}: {
  autoComplete: "current-password" | "new-password";
  error: string | undefined;
}) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      label="Password"
      name="password"
      type={isShown ? "text" : "password"}
      autoComplete={autoComplete}
      spellCheck={false}
      autoCapitalize="off"
      error={error}
      beside={
        <button
          type="button"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
          className="rounded-md px-2.5 py-1.5 text-small font-name text-soft hover:text-ink touch:min-h-11"
        >
          {isShown ? "Hide" : "Show"}
        </button>
      }
    />
  );
}
