import { useMe } from "../client/use-me.ts";
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
    <Dialog title="New message" onClose={onClose}>
      <PersonPicker
        label="To"
        problem={problem}
        noteFor={({ id }) => (id === me.id ? { text: "you: notes for yourself", isOff: false } : undefined)}
        onPick={({ id }) => void open(id)}
      />
    </Dialog>
  );
}
