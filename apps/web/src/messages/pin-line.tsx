import { Pin } from "lucide-react";
import { useMe } from "../client/use-me.ts";
import { useName } from "../names/use-name-of.ts";
import { t } from "../strings/t.ts";
import { fullTime } from "./full-time.ts";

/** That a message is pinned, by whom, and under the pointer since when. */
export function PinLine({ by, at }: { by: number; at: string }) {
  const me = useMe();
  const name = useName(by, "");
  const { byYou, by: bySomebody, pinned } = t.messages.pins;
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-small text-soft" title={fullTime(at)}>
      <Pin size={12} aria-hidden className="shrink-0" />
      <span className="truncate">{by === me.id ? byYou : name === "" ? pinned : bySomebody(name)}</span>
    </p>
  );
}
