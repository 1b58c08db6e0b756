import { lazy, Suspense } from "react";

const EmojiPicker = lazy(async () => ({ default: (await import("./emoji-picker.tsx")).EmojiPicker }));

/** `EmojiPicker`, which with its data comes when it is opened. */
export function LaterEmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <Suspense fallback={<div className="h-90 w-80 max-w-full phone:h-[60dvh] phone:w-full" />}>
      <EmojiPicker onPick={onPick} />
    </Suspense>
  );
}
