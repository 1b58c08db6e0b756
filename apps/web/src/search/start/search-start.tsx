import type { Room } from "@hubbub/ws-protocol";
import { Clock, X } from "lucide-react";
import { useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { recentSearches } from "../../storage/recent-searches.ts";
import { later } from "../../strings/later.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { phoneWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { toDay } from "../filters/to-day.ts";
import { toRoomFilter } from "../query/to-room-filter.ts";
import { toQuery, toWritten, withFilter } from "../query/written-search.ts";

/** Before anything is looked for: what one has looked for before, and what can be looked for, to click. */
export function SearchStart({ room, onLook }: { room: Room; onLook: (query: string) => void }) {
  const me = useMe();
  const [recent, setRecent] = useState(() => recentSearches.read(me.id));
  const [today] = useState(() => new Date());
  // A phone shows nothing but this, under the page's title.
  const Heading = useMedia(phoneWidth) ? "h2" : "h3";
  const words = later.search.start;
  const here = toQuery(withFilter(toWritten(""), "in", toRoomFilter(room, me.id)));
  const examples = [
    { query: `"${words.phrase}"`, says: words.phraseSays },
    { query: "from:me", says: words.from },
    { query: here, says: words.in },
    { query: "has:link", says: words.has },
    { query: "is:pinned", says: words.is },
    { query: `after:${toDay(today, 7)}`, says: words.after },
  ];
  const remove = (query: string) => {
    recentSearches.remove(me.id, query);
    setRecent(recentSearches.read(me.id));
  };
  return (
    <>
      {recent.length > 0 && (
        <section aria-label={words.recent} className="px-2 pt-3">
          <Heading className="px-2 pb-1 text-small text-soft">{words.recent}</Heading>
          <ul>
            {recent.map((query) => (
              <li key={query} className="flex items-center rounded-lg hover:bg-hover">
                <button
                  type="button"
                  onClick={() => onLook(query)}
                  className="flex min-h-9 min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2 text-start touch:min-h-11"
                >
                  <Clock size={14} aria-hidden className="shrink-0 text-soft" />
                  <bdi className="truncate">{query}</bdi>
                </button>
                <IconButton icon={X} label={words.forget(query)} onClick={() => remove(query)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={words.title} className="px-2 py-3">
        <Heading className="px-2 pb-1 text-small text-soft">{words.title}</Heading>
        <ul>
          {examples.map(({ query, says }) => (
            <li key={query}>
              <button
                type="button"
                onClick={() => onLook(query)}
                className="block w-full rounded-lg px-2 py-1.5 text-start hover:bg-hover touch:min-h-11"
              >
                <code dir="auto" className="block max-w-full truncate font-mono text-mono text-accent">
                  {query}
                </code>
                <span className="block text-small text-soft">{says}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
