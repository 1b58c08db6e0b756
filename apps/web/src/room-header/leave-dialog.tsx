import type { Room } from "@hubbub/ws-protocol";
import { useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { navigate } from "../navigation/navigate.ts";
import { drafts } from "../storage/drafts.ts";
import { lastRoom } from "../storage/last-room.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormMessage } from "../ui/problems/form-message.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";

export function LeaveDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { myRooms } = useClient();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show } = useProblem();
  const leave = async (): Promise<void> => {
    setBusy(true);
    try {
      await myRooms.leave(room.id);
      lastRoom.write(me.id, undefined);
      drafts.write(room.id, "");
      onClose();
      navigate({ page: "home" }, "replace");
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Leave ${room.name}?`} onClose={onClose}>
      <p className="mb-4">
        {room.type === "private"
          ? "The room is private: to come back, someone in it has to add you."
          : "You can join again whenever you like."}
      </p>
      <FormMessage problem={problem} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose} data-first>
          Stay
        </Button>
        <Button look="danger" busy={busy} disabled={isHeld} onClick={() => void leave()}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
