import { LaterFilesWords } from "../../files/later-files-words.tsx";
import { Named } from "../../names/named.tsx";
import { PersonFace } from "../../names/person-face.tsx";
import { t } from "../../strings/t.ts";
import { beginningOf } from "../../markup/beginning-of.ts";
import type { ShownQuote } from "./quote-of.ts";

/** What a message answers, in one line; a press shows it where it was written. */
export function QuoteLine({ quote, onJump }: { quote: ShownQuote | undefined; onJump: (() => void) | undefined }) {
  return (
    <button
      type="button"
      title={t.messages.quotes.show}
      disabled={onJump === undefined}
      onClick={onJump}
      className="my-0.5 flex max-w-full items-center gap-2 border-s-3 border-line ps-2.5 text-start text-mid text-soft enabled:hover:border-edge enabled:hover:text-ink touch:min-h-11"
    >
      <QuoteText quote={quote} />
    </button>
  );
}

/** Whom it is of and how it begins; without a quote the server is one that does not say. */
export function QuoteText({ quote }: { quote: ShownQuote | undefined }) {
  if (quote === undefined) return <span className="truncate">{t.messages.quotes.some}</span>;
  return (
    <>
      <PersonFace userId={quote.user_id} said={quote.username} size={20} />
      <span className="truncate">
        <span className="font-name text-ink">
          <Named userId={quote.user_id} said={quote.username} />
        </span>{" "}
        {quote.deleted === true ? (
          <i>{t.messages.deleted}</i>
        ) : (
          beginningOf(quote.content) || <LaterFilesWords files={quote.attachments} />
        )}
      </span>
    </>
  );
}
