import { isForGood } from "../ui/time/is-for-good.ts";
import { untilWords } from "../ui/time/until-words.ts";
import { NoComposer } from "./no-composer.tsx";

/** In place of the composer while one is muted; what one had begun to write is kept. */
export function MutedNote({ until }: { until: string }) {
  return (
    <NoComposer
      rule={
        isForGood(until)
          ? "You are muted here. You can read; an owner or an admin can let you write again."
          : `You are muted here ${untilWords(until)}. You can read; what you had begun to write is kept.`
      }
    />
  );
}
