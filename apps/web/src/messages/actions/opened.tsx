import { useName } from "../../names/use-name-of.ts";
import { LaterEmojiPicker } from "../../emoji/later-emoji-picker.tsx";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { PopoverAt } from "../../ui/popover-at.tsx";
import { Reactors } from "../reactions/reactors.tsx";
import { type OpenNow, useMessageActions } from "./message-actions-context.ts";
import { MessageMenu } from "./message-menu.tsx";

/** What is open over a message. */
export function Opened({ opened, onClose }: { opened: OpenNow; onClose: () => void }) {
  const { what, on, at } = opened;
  const { react } = useMessageActions();
  const name = useName(on.message.user_id, on.message.username);
  switch (what.kind) {
    case "menu":
      return (
        <PopoverAt at={at} label={later.messages.actionsFor(name)} kind="menu" isSheet onClose={onClose}>
          <MessageMenu on={on} at={at} close={onClose} />
        </PopoverAt>
      );
    case "picker":
      return (
        <PopoverAt at={at} label={t.messages.reactions.pick} kind="dialog" isSheet onClose={onClose}>
          <LaterEmojiPicker
            onPick={(emoji) => {
              onClose();
              react(on.message.seq, emoji, true);
            }}
          />
        </PopoverAt>
      );
    case "reactors":
      return (
        <PopoverAt at={at} label={t.messages.reactions.who} kind="dialog" isSheet onClose={onClose}>
          <Reactors on={on} emoji={what.emoji} />
        </PopoverAt>
      );
  }
}
