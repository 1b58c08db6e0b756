import type { User } from "@hubbub/client";
import { UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useClient } from "../../client/use-client.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { preload } from "../../ui/later/use-loaded.ts";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { isComposing } from "../../ui/is-composing.ts";

/** Adds someone who is found by their username. */
export function AddPerson({
  roomId,
  memberIds,
  onAdded,
}: {
  roomId: number;
  /** Those who are in the room already, as far as they are known. */
  memberIds: ReadonlySet<number>;
  onAdded: () => void;
}) {
  const { rooms } = useClient();
  const [isOpen, setOpen] = useState(false);
  const { problem, show, clear } = useProblem();
  const opener = useRef<HTMLButtonElement>(null);
  const open = (isNowOpen: boolean) => {
    flushSync(() => setOpen(isNowOpen));
    clear();
    opener.current?.focus();
  };
  const add = async ({ username }: User): Promise<void> => {
    try {
      await rooms.addMember(roomId, { username });
      open(false);
      onAdded();
    } catch (error) {
      show(error);
    }
  };
  if (!isOpen) {
    return (
      <button
        ref={opener}
        type="button"
        onClick={() => open(true)}
        onFocus={near}
        onPointerEnter={near}
        className="flex h-9 w-full items-center gap-2.5 rounded-lg px-2 text-soft hover:bg-hover hover:text-ink touch:h-11"
      >
        <span className="grid size-6 place-items-center">
          <UserPlus size={16} aria-hidden />
        </span>
        {t.people.panel.add}
      </button>
    );
  }
  return (
    <div
      className="mb-2 rounded-xl border border-line p-2.5"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event)) return;
        // It closes no panel.
        event.stopPropagation();
        open(false);
      }}
    >
      <LaterPart
        load={loadPicker}
        name={t.people.panel.add}
        props={{
          label: t.people.panel.add,
          problem,
          noteFor: ({ id }) => (memberIds.has(id) ? { text: t.people.picker.member, isOff: true } : undefined),
          onPick: (user) => void add(user),
        }}
      />
      <Button className="mt-2" onClick={() => open(false)}>
        {t.ui.cancel}
      </Button>
    </div>
  );
}

const loadPicker = async () => (await import("../person-picker.tsx")).PersonPicker;
const near = () => preload(loadPicker);
