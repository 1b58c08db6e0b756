import { toHubbubError } from "@hubbub/client";
import { type FormEvent, useState } from "react";

interface FormValues {
  /** A field's text as typed, or without the white space around it. */
  readonly raw: (field: string) => string;
  readonly text: (field: string) => string;
}

interface Submit {
  readonly busy: boolean;
  /** What is wrong with a field, by its wire name. */
  readonly errorOf: (field: string) => string | undefined;
  /** What is wrong otherwise. */
  readonly message: string | undefined;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * Runs a form's action with its values and keeps what the server says about them. `fields` are those that the form shows
 * beside their inputs; what concerns another is told for the whole form.
 */
export function useSubmit(fields: readonly string[], action: (values: FormValues) => Promise<void>): Submit {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [message, setMessage] = useState<string>();

  const run = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    try {
      await action(readForm(form));
      setErrors({});
      setMessage(undefined);
    } catch (cause) {
      const error = toHubbubError(cause);
      const own = error.fields.filter(({ field }) => fields.includes(field));
      setErrors(Object.fromEntries(own.toReversed().map((problem) => [problem.field, problem.message])));
      setMessage(own.length === 0 ? error.message : undefined);
      const [first] = own;
      if (first !== undefined) form.querySelector<HTMLElement>(`[name="${first.field}"]`)?.focus();
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    message,
    errorOf: (field) => errors[field],
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) void run(event.currentTarget);
    },
  };
}

function readForm(form: HTMLFormElement): FormValues {
  const data = new FormData(form);
  const raw = (field: string): string => {
    const value = data.get(field);
    return typeof value === "string" ? value : "";
  };
  return { raw, text: (field) => raw(field).trim() };
}
