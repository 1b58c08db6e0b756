import { t } from "../strings/t.ts";
import { LaterPart } from "../ui/later/later-part.tsx";

/** `EmojiPicker`, which with its data comes when it is opened. */
export function LaterEmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <LaterPart
      load={loadEmojiPicker}
      name={t.messages.reactions.pick}
      props={{ onPick }}
      waiting={<div className="h-90 w-80 max-w-full phone:h-[60dvh] phone:w-full" />}
    />
  );
}

export const loadEmojiPicker = async () => (await import("./emoji-picker.tsx")).EmojiPicker;
