import type { Block } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { PersonFace } from "../../names/person-face.tsx";
import { useName } from "../../names/use-name-of.ts";
import { useWatch } from "../../client/use-watch.ts";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";
import { ListState } from "../../ui/list-state.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { momentWords } from "../../ui/time/moment-words.ts";

/** Whom one has blocked, and the way to hear from them again. */
export function BlockedSection() {
  const { blocks } = useClient();
  const { status, people } = useWatch(blocks.state);
  useEffect(() => void blocks.load(), [blocks]);
  const reload = () => void blocks.load();
  return (
    <>
      <p className="mb-4 max-w-prose text-soft">{later.settings.blocked.says}</p>
      <ListState
        list={{ status, error: undefined, items: people, hasMore: false, loadMore: reload, reload }}
        words={later.settings.blocked.list}
      >
        {people.map((block) => (
          <BlockedPerson key={block.user_id} block={block} />
        ))}
      </ListState>
    </>
  );
}

function BlockedPerson({ block: { user_id: userId, username, created_at: since } }: { block: Block }) {
  const { blocks } = useClient();
  const name = useName(userId, username);
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const unblock = async (): Promise<void> => {
    setBusy(true);
    try {
      await blocks.unblock(userId);
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <PersonFace userId={userId} said={username} size={36} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-name">{name}</p>
        <p className="text-small text-soft">{later.settings.blocked.since(momentWords(since))}</p>
        {problem !== undefined && (
          <p role="alert" className="text-small text-bad">
            <ProblemText problem={problem} />
          </p>
        )}
      </div>
      <Button
        aria-label={later.settings.blocked.unblockPerson(name)}
        busy={busy}
        disabled={isHeld}
        onClick={() => void unblock()}
      >
        {later.settings.blocked.unblock}
      </Button>
    </li>
  );
}
