import { Smile } from "lucide-react";
import { useMe } from "../client/use-me.ts";
import { noteUsed } from "./note-used.ts";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { preload } from "../ui/later/use-loaded.ts";
import { Popover } from "../ui/popover.tsx";
import { LaterEmojiPicker, loadEmojiPicker } from "./later-emoji-picker.tsx";

/** Beside the text that one writes: opens the choice of an emoji for it. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const me = useMe();
  return (
    <Popover
      label={t.messages.reactions.pick}
      kind="dialog"
      isSheet
      onNear={() => preload(loadEmojiPicker)}
      trigger={(props) => <IconButton {...props} icon={Smile} label={t.composer.emoji} />}
    >
      {(close) => (
        <LaterEmojiPicker
          onPick={(emoji) => {
            close();
            noteUsed(me.id, emoji);
            onPick(emoji);
          }}
        />
      )}
    </Popover>
  );
}
