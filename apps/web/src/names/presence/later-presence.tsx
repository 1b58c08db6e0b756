import { afterFirstShow } from "../../ui/later/after-first-show.ts";
import { QuietPart } from "../../ui/later/quiet-part.tsx";
import type { PresenceProps } from "./presence.tsx";

/** `Presence`, loaded after what one opened the page for. */
export function LaterPresence(props: PresenceProps) {
  return <QuietPart load={load} props={props} />;
}

const load = async () => {
  await afterFirstShow();
  return (await import("./presence.tsx")).Presence;
};
