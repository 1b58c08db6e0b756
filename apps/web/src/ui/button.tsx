import type { ComponentProps } from "react";

const looks = {
  /** The one action of a screen. */
  primary: "border border-transparent bg-accent text-on-accent font-name not-aria-disabled:hover:bg-accent-strong",
  plain: "border border-line bg-raised text-ink not-aria-disabled:hover:bg-hover",
  /** What each row of a list offers. */
  accent: "border border-line bg-raised text-accent font-name not-aria-disabled:hover:bg-accent-soft",
  danger: "border border-line bg-raised text-bad font-name not-aria-disabled:hover:bg-bad-soft",
  /** Within a sentence. */
  text: "text-accent font-name not-aria-disabled:hover:underline px-0!",
} as const;

/**
 * A button. `busy` keeps its place and its name while what it does is on its way. What is disabled says so and does
 * nothing, and keeps the focus: the browser takes it from a button that is disabled in its own way.
 */
export function Button({
  look = "plain",
  busy = false,
  className = "",
  disabled = false,
  onClick,
  ...rest
}: { look?: keyof typeof looks; busy?: boolean } & ComponentProps<"button">) {
  const isOff = disabled || busy;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        // A form's button does not send it either.
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
      className={`inline-flex shrink-0 items-center justify-center gap-2 rounded-lg px-3 py-1.5 text-mid whitespace-nowrap aria-disabled:cursor-default aria-disabled:opacity-55 touch:min-h-11 ${looks[look]} ${className}`}
    />
  );
}
