import type { ComponentProps } from "react";
import { usePresence } from "../client/use-presence.ts";
import { Avatar } from "../ui/avatar.tsx";
import { presenceWords } from "./presence-words.ts";
import { useName } from "./use-name-of.ts";

/** The avatar of somebody with whether they are here; in words where the pointer rests. */
export function PresentFace({
  said,
  isHere = false,
  ...props
}: Omit<ComponentProps<typeof Avatar>, "name" | "presence"> & {
  said: string;
  /** They are here for certain, also where no server tells of people. */
  isHere?: boolean;
}) {
  const presence = usePresence(props.userId);
  const state = presence?.state ?? (isHere ? "online" : undefined);
  return (
    <span title={presenceWords(presence) || undefined} className="inline-flex shrink-0">
      <Avatar {...props} name={useName(props.userId, said)} presence={state} />
    </span>
  );
}
