import type { ChatThread } from "@hubbub/client";
import { CornerUpLeft, Ellipsis, Link } from "lucide-react";
import { toPath } from "../../navigation/to-path.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { MenuItem } from "../../ui/menu-item.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useToast } from "../../ui/toasts/use-toast.ts";

/** What can be done with a thread besides reading, writing and following it. */
export function ThreadMenu({
  thread: { roomId, rootSeq },
  onJump,
}: {
  thread: ChatThread;
  /** Shows a message in the room. */
  onJump: (seq: number) => void;
}) {
  const say = useToast();
  const copyLink = () => {
    const path = toPath({ page: "room", roomId, panel: "thread", about: rootSeq });
    void navigator.clipboard.writeText(location.origin + path).then(() => say(t.messages.linkCopied));
  };
  return (
    <Popover
      label={t.threads.thread}
      kind="menu"
      trigger={(props) => <IconButton {...props} icon={Ellipsis} label={later.threads.menu} />}
    >
      {(close) => {
        const choose = (doing: () => void) => () => {
          close();
          doing();
        };
        return (
          <>
            <MenuItem icon={CornerUpLeft} label={later.threads.showRoot} onSelect={choose(() => onJump(rootSeq))} />
            {/* Without TLS a page has no clipboard. */}
            {isSecureContext && <MenuItem icon={Link} label={later.threads.copyLink} onSelect={choose(copyLink)} />}
          </>
        );
      }}
    </Popover>
  );
}
