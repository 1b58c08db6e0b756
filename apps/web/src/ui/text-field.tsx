import { type ComponentProps, type ReactNode, useId } from "react";

/** A labelled field with what is wrong with it beside it. */
export function TextField({
  label,
  hint,
  error,
  beside,
  ...rest
}: {
  label: string;
  hint?: string | undefined;
  error?: ReactNode;
  /** Something small at the field's end. */
  beside?: ReactNode;
} & ComponentProps<"input">) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-mid font-name">
        {label}
      </label>
      <div className="relative">
        <input
          {...rest}
          id={id}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          className={`w-full rounded-lg border bg-raised px-3 py-2 text-base outline-offset-0 touch:min-h-11 ${error === undefined ? "border-edge" : "border-bad"} ${beside === undefined ? "" : "pe-16"}`}
        />
        {beside !== undefined && <div className="absolute inset-y-0 end-1 flex items-center">{beside}</div>}
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={`mt-1 text-small ${error === undefined ? "text-soft" : "text-bad"}`}>
          {note}
        </p>
      )}
    </div>
  );
}
