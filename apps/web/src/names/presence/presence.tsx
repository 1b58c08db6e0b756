import { PresenceDot } from "./presence-dot.tsx";
import { PresenceWords } from "./presence-words.tsx";

/** Whether somebody is here: a dot on their avatar, or words, and `instead` of them what is said as long as it is not known. */
export type PresenceProps = Parameters<typeof PresenceDot>[0] | Required<Parameters<typeof PresenceWords>[0]>;

export function Presence(props: PresenceProps) {
  return "instead" in props ? <PresenceWords {...props} /> : <PresenceDot {...props} />;
}
