import type { Ban } from "@hubbub/client";
import { useState } from "react";
import { PersonFace } from "../../names/person-face.tsx";
import { useName } from "../../names/use-name-of.ts";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { untilWords } from "../../ui/time/until-words.ts";
import { useAct } from "../actions/use-act.ts";

/** Who is kept out of a room, why and until when, and the way to let them back. */
export function BanList({ bans, onLifted }: { bans: readonly Ban[]; onLifted: () => void }) {
  return (
    <ul>
      {bans.map((ban) => (
        <BanRow key={ban.user_id} ban={ban} onLifted={onLifted} />
      ))}
    </ul>
  );
}

function BanRow({ ban, onLifted }: { ban: Ban; onLifted: () => void }) {
  const act = useAct();
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const name = useName(ban.user_id, ban.username);
  const person = { userId: ban.user_id, username: ban.username, name };
  const lift = async (): Promise<void> => {
    setBusy(true);
    try {
      await act("unban", person, onLifted);
    } catch (error) {
      show(error);
    }
    setBusy(false);
  };
  const why = [untilWords(ban.until), ban.reason].filter((text) => text !== "").join(" · ");
  return (
    <li className="flex gap-2.5 rounded-lg px-2 py-1.5">
      <PersonFace userId={ban.user_id} said={ban.username} size={24} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </p>
          <Button
            look="text"
            aria-label={later.people.panel.liftBanOf(name)}
            busy={busy}
            disabled={isHeld}
            onClick={() => void lift()}
            className="py-0! text-small! touch:-my-2.5"
          >
            {later.people.panel.liftBan}
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
