import type { RoomSnapshot } from "@hubbub/client";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { BanList } from "./ban-list.tsx";
import { useBans } from "./use-bans.ts";

/** Who is kept out of the room, why and until when, and the way to let them back. Nothing while there is nobody. */
export function BannedPeople({ state, heading: Heading }: { state: RoomSnapshot; heading: "h2" | "h3" }) {
  const { status, items: bans, hasMore, loadMore, reload } = useBans(state);
  if (status === "failed" && bans.length === 0) {
    return (
      <p className="px-2 py-2 text-mid text-soft">
        {later.people.panel.bansFailed}{" "}
        <Button look="text" onClick={reload}>
          {t.ui.tryAgain}
        </Button>
      </p>
    );
  }
  if (bans.length === 0) return null;
  const title = (hasMore ? later.people.panel.bannedAndMore : later.people.panel.banned)(bans.length);
  return (
    <section aria-label={title} className="mb-3">
      <Heading className="px-2 pt-2 pb-1 text-small text-soft">{title}</Heading>
      <BanList bans={bans} onLifted={reload} />
      {hasMore && (
        <Button className="m-2" onClick={loadMore}>
          {t.ui.showMore}
        </Button>
      )}
    </section>
  );
}
