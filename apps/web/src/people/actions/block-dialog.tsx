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
  const who = <span className="font-name wrap-anywhere">{name}</span>;
  return (
    <ConfirmDialog title={`Block ${name}?`} keep="Not now" confirm="Block" onConfirm={onBlock} onClose={onClose}>
      <ul className="list-disc space-y-1.5 pl-5">
        <li>Neither of you can send the other direct messages.</li>
        <li>{who} cannot add you to rooms, and you are not told when they mention you.</li>
        <li>In rooms that you are both in, each of you still sees what the other writes.</li>
      </ul>
      <p className="text-mid text-soft">They are not told. You can unblock them whenever you like.</p>
    </ConfirmDialog>
  );
}
