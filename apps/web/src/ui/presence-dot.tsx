/**
 * Whether somebody is here, by shape and colour: full, half, a ring. Decoration: words say it too. What it lies on sets
 * `--under-dot`, where that is no surface.
 */
export function PresenceDot({ state }: { state: "online" | "away" | "offline" }) {
  return (
    <span
      data-presence={state}
      className={`absolute -end-1 -bottom-1 size-[0.5625rem] rounded-full border-[0.09375rem] shadow-[0_0_0_2px_var(--under-dot,var(--color-surface))] forced-color-adjust-none ${looks[state]}`}
    />
  );
}

const looks = {
  online: "border-ok bg-ok",
  away: "border-away bg-[linear-gradient(to_top,var(--color-away)_50%,var(--under-dot,var(--color-surface))_50%)]",
  offline: "border-edge bg-(--under-dot,var(--color-surface))",
};
