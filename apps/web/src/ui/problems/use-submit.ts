import { toHubbubError } from "@hubbub/client";
import { type FormEvent, useState } from "react";
import type { Problem } from "./problem.ts";
import { useProblem } from "./use-problem.ts";

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
  readonly problem: Problem | undefined;
  /** The server has asked to wait before the next try. */
  readonly isHeld: boolean;
  /** What it said was about something else: it may be tried. */
  readonly clearProblem: () => void;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * Runs a form's action with its values and keeps what the server says about them. `fields` are those that the form shows
 * beside their inputs; what concerns another is told for the whole form.
 */
export function useSubmit(fields: readonly string[], action: (values: FormValues) => Promise<void>): Submit {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const { problem, isHeld, show, clear } = useProblem();

  const run = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    try {
      await action(readForm(form));
      setErrors({});
      clear();
    } catch (cause) {
      const error = toHubbubError(cause);
      const own = error.fields.filter(({ field }) => fields.includes(field));
      setErrors(Object.fromEntries(own.toReversed().map((problem) => [problem.field, problem.message])));
      if (own.length === 0) show(error);
      else clear();
      const [first] = own;
      if (first !== undefined) form.querySelector<HTMLElement>(`[name="${first.field}"]`)?.focus();
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    problem,
    isHeld,
    clearProblem: clear,
    errorOf: (field) => errors[field],
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy && !isHeld) void run(event.currentTarget);
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
