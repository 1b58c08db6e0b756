import type { Ban, RoomSnapshot } from "@hubbub/client";
import { use, useState } from "react";
import { t } from "../../strings/t.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { untilWords } from "../../ui/time/until-words.ts";
import { PersonActionsContext } from "../actions/person-actions-context.ts";
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
      <ul>
        {bans.map((ban) => (
          <BanRow key={ban.user_id} ban={ban} onLifted={reload} />
        ))}
      </ul>
      {hasMore && (
        <Button className="m-2" onClick={loadMore}>
          {t.ui.showMore}
        </Button>
      )}
    </section>
  );
}

function BanRow({ ban, onLifted }: { ban: Ban; onLifted: () => void }) {
  const actions = use(PersonActionsContext);
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const person = { userId: ban.user_id, name: ban.username };
  const lift = async (): Promise<void> => {
    setBusy(true);
    try {
      await actions?.act("unban", person, onLifted);
    } catch (error) {
      show(error);
    }
    setBusy(false);
  };
  const why = [untilWords(ban.until), ban.reason].filter((text) => text !== "").join(" · ");
  return (
    <li className="flex gap-2.5 rounded-lg px-2 py-1.5">
      <Avatar userId={ban.user_id} name={ban.username} size={24} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 truncate" title={ban.username}>
            {ban.username}
          </p>
          <Button
            look="text"
            aria-label={t.people.panel.liftBanOf(ban.username)}
            busy={busy}
            disabled={isHeld}
            onClick={() => void lift()}
            className="py-0! text-small! touch:-my-2.5"
          >
            {t.people.panel.liftBan}
          </Button>
        </div>
        <p className="line-clamp-3 text-small wrap-anywhere text-soft first-letter:uppercase" title={why}>
          {why}
        </p>
        {problem !== undefined && (
          <p role="alert" className="text-small text-bad">
            <ProblemText problem={problem} />
          </p>
        )}
      </div>
    </li>
  );
}
