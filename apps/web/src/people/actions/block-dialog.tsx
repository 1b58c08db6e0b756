import { later } from "../../strings/later.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

/** Says what a block does before it does it. */
export function BlockDialog({
  name,
  onBlock,
  onClose,
}: {
  name: string;
  /** Throws what the server says. */
  onBlock: () => Promise<unknown>;
  onClose: () => void;
}) {
  const words = later.people.block;
  return (
    <ConfirmDialog
      title={words.title(name)}
      keep={later.ui.notNow}
      confirm={words.confirm}
      onConfirm={onBlock}
      onClose={onClose}
    >
      <ul className="list-disc space-y-1.5 ps-5">
        <li>{words.noDirects}</li>
        <li>{words.noRooms(<span className="font-name wrap-anywhere">{name}</span>)}</li>
        <li>{words.stillSeen}</li>
      </ul>
      <p className="text-mid text-soft">{words.notTold}</p>
    </ConfirmDialog>
  );
}
