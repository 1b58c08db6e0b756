import type { Message, Preview } from "@hubbub/ws-protocol";
import { QuietPart } from "../ui/later/quiet-part.tsx";

/**
 * What the links of a message lead to. What shows it comes a moment later the first time; its place is there with the message, so that
 * nothing moves.
 */
export function LinkPreviews({ message, mayRemove }: { message: Message; mayRemove: boolean }) {
  const { previews = [] } = message;
  if (previews.length === 0) return null;
  const rem = previews.reduce((sum, preview) => sum + marginRem + (isLow(preview) ? 4 : 6), 0);
  return (
    <div style={{ minHeight: `${rem}rem` }}>
      <QuietPart load={loadCards} props={{ message, previews, mayRemove }} />
    </div>
  );
}

/** Above each card. */
const marginRem = 0.375;

/** Of two lines. */
export function isLow({ description, image }: Preview): boolean {
  return description === undefined && image === undefined;
}

const loadCards = async () => (await import("./preview-cards.tsx")).PreviewCards;
