import type { Message } from "@hubbub/ws-protocol";
import { QuietPart } from "../ui/later/quiet-part.tsx";

/**
 * What the links of a message lead to. What shows it comes a moment later the first time; its place is there with the message, so that
 * nothing moves.
 */
export function LinkPreviews({ message, mayRemove }: { message: Message; mayRemove: boolean }) {
  const { previews = [] } = message;
  if (previews.length === 0) return null;
  return (
    <div style={{ minHeight: `${previews.length * cardRem}rem` }}>
      <QuietPart load={loadCards} props={{ message, previews, mayRemove }} />
    </div>
  );
}

/** Of a card and what is above it. */
const cardRem = 6.375;

const loadCards = async () => (await import("./preview-cards.tsx")).PreviewCards;
