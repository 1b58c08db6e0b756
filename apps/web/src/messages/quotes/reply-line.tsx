import { X } from "lucide-react";
import { filesWords } from "../../files/files-words.ts";
import { useNameOf } from "../../names/use-name-of.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { beginningOf } from "../../markup/beginning-of.ts";
import type { ShownQuote } from "./quote-of.ts";

/** Above the text that one writes: what it answers. */
export function ReplyLine({ quote, onEnd }: { quote: ShownQuote | undefined; onEnd: () => void }) {
  const nameOf = useNameOf(quote === undefined ? [] : [quote.user_id]);
  return (
    <div role="status" className="flex items-center gap-2 border-b border-line py-1 ps-4 pe-2 text-mid text-soft">
      <span className="min-w-0 flex-1 truncate">
        {quote === undefined ? (
          later.messages.quotes.replying
        ) : (
          <>
            <span className="font-name text-ink">
              {later.messages.quotes.replyingTo(nameOf(quote.user_id, quote.username))}
            </span>{" "}
            {quote.deleted === true ? (
              <i>{t.messages.deleted}</i>
            ) : (
              beginningOf(quote.content) || filesWords(quote.attachments ?? [])
            )}
          </>
        )}
      </span>
      <IconButton icon={X} label={later.messages.quotes.end} onClick={onEnd} />
    </div>
  );
}
