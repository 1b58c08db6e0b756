import { useEffect, useMemo, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { type Emoji, loadEmoji } from "../../emoji/load-emoji.ts";
import { skinTone, skinTones } from "../../storage/skin-tone.ts";
import { usedEmoji } from "../../storage/used-emoji.ts";
import { spoken } from "../../strings/t.ts";
import { mostSuggested, type Query, type Suggestion } from "../suggestion.ts";
import { findEmoji } from "./find-emoji.ts";

/** The emoji that are called so, with one's own skin tone. Their names are loaded once one begins a name. */
export function useEmojiSuggestions(query: Query | undefined): readonly Suggestion[] {
  const me = useMe();
  const all = useEmoji(query !== undefined);
  const name = query?.name;
  return useMemo(() => {
    if (name === undefined) return [];
    const skin = skinTones.indexOf(skinTone.read()) - 1;
    return findEmoji(all, name, usedEmoji.familiar(me.id))
      .slice(0, mostSuggested)
      .map(({ emoji, name }) => ({ kind: "emoji", emoji: emoji.skins[skin] ?? emoji.emoji, name }));
  }, [all, name, me.id]);
}

function useEmoji(isWanted: boolean): readonly Emoji[] {
  const [all, setAll] = useState<readonly Emoji[]>([]);
  const isAsked = isWanted && all.length === 0;
  useEffect(() => {
    if (!isAsked) return;
    let isCurrent = true;
    loadEmoji(spoken.language).then(
      (loaded) => isCurrent && setAll(loaded),
      // Without its names one writes on; the next name asks again.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [isAsked]);
  return all;
}
