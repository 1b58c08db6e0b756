import type { ComponentProps } from "react";

const looks = {
  /** The one action of a screen. */
  primary: "bg-accent text-on-accent font-name enabled:hover:bg-accent-strong",
  plain: "border border-line bg-raised text-ink enabled:hover:bg-hover",
  danger: "border border-line bg-raised text-bad font-name enabled:hover:bg-bad-soft",
  /** Within a sentence. */
  text: "text-accent font-name enabled:hover:underline px-0!",
} as const;

/** A button. `busy` keeps its place and its name while what it does is on its way. */
export function Button({
  look = "plain",
  busy = false,
  className = "",
  disabled,
  ...rest
}: { look?: keyof typeof looks; busy?: boolean } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={`inline-flex shrink-0 items-center justify-center gap-2 rounded-lg px-3 py-1.5 text-mid whitespace-nowrap disabled:opacity-55 touch:min-h-11 ${looks[look]} ${className}`}
    />
  );
}
