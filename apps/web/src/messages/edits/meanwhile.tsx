import { later } from "../../strings/later.ts";
import { MessageText } from "../message-text.tsx";

/** Under the text for a message: what has become of the message since one began. */
export function Meanwhile({ now }: { now: "deleted" | { readonly content: string } }) {
  return (
    <div className="mt-2 space-y-2 text-mid text-soft">
      <p role="status">{now === "deleted" ? later.messages.meanwhile.deleted : later.messages.meanwhile.changed}</p>
      {now !== "deleted" && (
        <blockquote className="max-h-[20dvh] overflow-y-auto border-s-3 border-edge ps-3 wrap-anywhere text-ink">
          <MessageText content={now.content} />
        </blockquote>
      )}
    </div>
  );
}
