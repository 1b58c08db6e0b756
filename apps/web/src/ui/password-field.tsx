import { useState } from "react";
import { later } from "../strings/later.ts";
import { TextField } from "./text-field.tsx";

/** A password, to be seen while one wants to. */
export function PasswordField({
  label = later.ui.password.label,
  name = "password",
  autoComplete,
  error,
}: {
  label?: string;
  name?: string;
  autoComplete: "current-password" | "new-password";
  error: string | undefined;
}) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name={name}
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
          {isShown ? later.ui.password.hide : later.ui.password.show}
        </button>
      }
    />
  );
}
