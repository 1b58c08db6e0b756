import { later } from "../strings/later.ts";
import { isForGood } from "../ui/time/is-for-good.ts";
import { untilWords } from "../ui/time/until-words.ts";
import { NoComposer } from "./no-composer.tsx";

/** In place of the composer while one is muted; what one had begun to write is kept. */
export function MutedNote({ until }: { until: string }) {
  return <NoComposer rule={isForGood(until) ? later.composer.mutedForGood : later.composer.muted(untilWords(until))} />;
}
