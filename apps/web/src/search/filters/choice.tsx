import { Check } from "lucide-react";

/** One of a few that exclude each other, in a menu. */
export function Choice({ label, isChosen, onChoose }: { label: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isChosen}
      onClick={onChoose}
      className="flex w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-start text-mid hover:bg-hover touch:min-h-11 phone:min-h-12 phone:text-body"
    >
      <Check size={15} aria-hidden className={isChosen ? "text-accent" : "invisible"} />
      {label}
    </button>
  );
}
