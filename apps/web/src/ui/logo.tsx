/** The mark, with or without the name. */
export function Logo({ size = "small" }: { size?: "small" | "large" }) {
  const box = size === "small" ? "size-6 rounded-[0.4375rem] text-body" : "size-9 rounded-avatar text-xl";
  return (
    <span className="inline-flex items-center gap-2.5">
      <span
        aria-hidden
        className={`grid place-items-center rounded-bl-[0.125rem]! bg-accent pb-px leading-none font-bold text-on-accent ${box}`}
      >
        h
      </span>
      <span className={`font-name ${size === "small" ? "text-lg" : "text-2xl"}`}>hubbub</span>
    </span>
  );
}
