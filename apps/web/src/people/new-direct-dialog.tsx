import { useMe } from "../client/use-me.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";
import { PersonPicker } from "./person-picker.tsx";
import { useOpenDirect } from "./use-open-direct.ts";

/** Asks whom to write to. */
export function NewDirectDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const openDirect = useOpenDirect();
  const { problem, show } = useProblem();
  const open = async (userId: number): Promise<void> => {
    try {
      await openDirect(userId, onClose);
    } catch (error) {
      show(error);
    }
  };
  return (
    <Dialog title={t.ui.newMessage} onClose={onClose}>
      <PersonPicker
        label={later.people.picker.to}
        problem={problem}
        noteFor={({ id }) => (id === me.id ? { text: later.people.picker.notes, isOff: false } : undefined)}
        onPick={({ id }) => void open(id)}
      />
    </Dialog>
  );
}
