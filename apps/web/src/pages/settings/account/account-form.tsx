import type { AccountChange } from "@hubbub/client";
import { type ReactNode, useRef, useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { Button } from "../../../ui/button.tsx";
import { FormMessage } from "../../../ui/problems/form-message.tsx";
import { useSubmit } from "../../../ui/problems/use-submit.ts";

interface Values {
  readonly raw: (field: string) => string;
  readonly text: (field: string) => string;
}

/** One thing of one's account to change, and what came of it. */
export function AccountForm({
  title,
  fields,
  save,
  done,
  toChange,
  children,
}: {
  title: string;
  fields: readonly string[];
  save: string;
  /** What is said once it is changed. */
  done: string;
  toChange: (values: Values) => AccountChange;
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
}) {
  const client = useClient();
  const ref = useRef<HTMLFormElement>(null);
  const [isDone, setDone] = useState(false);
  const form = useSubmit(fields, async (values) => {
    setDone(false);
    await client.changeAccount(toChange(values));
    // No password stays on the screen.
    for (const input of ref.current?.querySelectorAll<HTMLInputElement>("[autocomplete$=password]") ?? []) {
      input.value = "";
    }
    setDone(true);
  });
  return (
    <form ref={ref} noValidate onSubmit={form.onSubmit} aria-label={title} className="space-y-3 px-4 py-4">
      <h2 className="text-base">{title}</h2>
      {children(form.errorOf)}
      <FormMessage problem={form.problem} />
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p role="status" className="text-small text-soft">
          {isDone && done}
        </p>
        <Button type="submit" busy={form.busy} disabled={form.isHeld}>
          {save}
        </Button>
      </div>
    </form>
  );
}
