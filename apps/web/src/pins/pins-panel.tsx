import type { RoomSnapshot } from "@hubbub/client";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { PinRow } from "./pin-row.tsx";
import { PinsSkeleton } from "./pins-skeleton.tsx";
import { usePins } from "./use-pins.ts";

/** What is pinned in a room, the newest pin first. */
export function PinsPanel({
  state,
  mayWrite,
  onJump,
}: {
  state: RoomSnapshot;
  mayWrite: boolean;
  onJump: (seq: number) => void;
}) {
  const { pins, isFailed, reload } = usePins(state);
  if (pins === undefined && isFailed) {
    return (
      <p role="alert" className="px-4 py-4 text-mid text-soft">
        {later.pins.failed}{" "}
        <Button look="text" onClick={reload}>
          {t.ui.tryAgain}
        </Button>
      </p>
    );
  }
  if (pins === undefined) {
    return (
      <Delayed>
        <PinsSkeleton />
      </Delayed>
    );
  }
  if (pins.length === 0) {
    return <EmptyState title={later.pins.none}>{mayWrite ? later.pins.noneSays : later.pins.noneToRead}</EmptyState>;
  }
  return (
    <ul className="divide-y divide-line px-4 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {pins.map((message) => (
        <PinRow key={message.seq} message={message} mayUnpin={mayWrite} onJump={onJump} />
      ))}
    </ul>
  );
}
