import type { RoomSnapshot } from "@hubbub/client";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { useBans } from "./use-bans.ts";

/** Who is kept out of the room, why and until when, and the way to let them back. Nothing while there is nobody. */
export function BannedPeople({ state, heading: Heading }: { state: RoomSnapshot; heading: "h2" | "h3" }) {
  const { status, items: bans, hasMore, loadMore, reload } = useBans(state);
  if (status === "failed" && bans.length === 0) {
    return (
      <p className="px-2 py-2 text-mid text-soft">
        {t.people.panel.bansFailed}{" "}
        <Button look="text" onClick={reload}>
          {t.ui.tryAgain}
        </Button>
      </p>
    );
  }
  if (bans.length === 0) return null;
  const title = (hasMore ? t.people.panel.bannedAndMore : t.people.panel.banned)(bans.length);
  return (
    <section aria-label={title} className="mb-3">
      <Heading className="px-2 pt-2 pb-1 text-small text-soft">{title}</Heading>
      <LaterPart load={loadBanList} name={title} props={{ bans, onLifted: reload }} />
      {hasMore && (
        <Button className="m-2" onClick={loadMore}>
          {t.ui.showMore}
        </Button>
      )}
    </section>
  );
}

const loadBanList = async () => (await import("./ban-list.tsx")).BanList;
