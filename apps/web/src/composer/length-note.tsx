import { countOf } from "../ui/count-of.ts";
import { contentRoom } from "./content-room.ts";

/** Near the limit it says how much is left. */
const tellBelow = 400;

/** How long a message may still become, once that matters. */
export function LengthNote({ content }: { content: string }) {
  const room = contentRoom(content);
  if (room >= tellBelow) return null;
  return (
    <span role="status" className={`text-small ${room < 0 ? "text-bad" : "text-soft"}`}>
      {room < 0
        ? `${countOf(-room, "character", "characters")} too long`
        : `${countOf(room, "character", "characters")} left`}
    </span>
  );
}
