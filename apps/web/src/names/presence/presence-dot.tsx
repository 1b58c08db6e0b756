import { toPresenceWords } from "./to-presence-words.ts";
import { usePresence } from "./use-presence.ts";

/**
 * Whether somebody is here, on their avatar, by shape and colour: full, half, a ring; in words where the pointer rests, and
 * for those who see neither. What it lies on sets `--under-dot`, where that is no surface.
 */
export function PresenceDot({
  userId,
  isHere = false,
  wordsId,
}: {
  userId: number;
  /** They are here for certain, also where no server tells of people. */
  isHere?: boolean | undefined;
  /** The words describe something else, by this id, and are not read here. */
  wordsId?: string | undefined;
}) {
  const presence = usePresence(userId);
  const state = presence?.state ?? (isHere ? "online" : undefined);
  if (state === undefined) return null;
  const words = presence === undefined ? "" : toPresenceWords(presence);
  return (
    <span title={words || undefined} className="absolute inset-0">
      <span
        data-presence={state}
        className={`absolute -end-1 -bottom-1 size-[0.5625rem] rounded-full border-[0.09375rem] shadow-[0_0_0_2px_var(--under-dot,var(--color-surface))] forced-color-adjust-none ${looks[state]}`}
      />
      <span id={wordsId} hidden={wordsId !== undefined} className="sr-only">
        {words}
      </span>
    </span>
  );
}

const looks = {
  online: "border-ok bg-ok",
  away: "border-away bg-[linear-gradient(to_top,var(--color-away)_50%,var(--under-dot,var(--color-surface))_50%)]",
  offline: "border-edge bg-(--under-dot,var(--color-surface))",
};
