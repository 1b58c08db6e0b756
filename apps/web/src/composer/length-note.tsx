import { t } from "../strings/t.ts";

/** Near the limit it says how much is left. */
export const tellBelow = 400;

/** How long a message may still become, once that matters. */
export function LengthNote({ left }: { left: number }) {
  if (left >= tellBelow) return null;
  return (
    <span role="status" className={`text-small ${left < 0 ? "text-bad" : "text-soft"}`}>
      {left < 0 ? t.composer.tooLong(-left) : t.composer.left(left)}
    </span>
  );
}
