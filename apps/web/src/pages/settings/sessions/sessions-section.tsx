import type { SignedIn } from "@hubbub/client";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { usePages } from "../../../client/use-pages.ts";
import { later } from "../../../strings/later.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { ListState } from "../../../ui/list-state.tsx";
import { momentWords } from "../../../ui/time/moment-words.ts";
import { useToast } from "../../../ui/toasts/use-toast.ts";
import { deviceOf } from "./device-of.ts";

/** Where one is signed in, and the way to end what one does not know. */
export function SessionsSection() {
  const { accounts } = useClient();
  const say = useToast();
  const [ending, setEnding] = useState<SignedIn | "others">();
  const list = usePages("", async (token) => {
    const { sessions, next_page_token } = await accounts.sessions({ size: 100, token });
    return { items: sessions, next: next_page_token };
  });
  const end = async (session: SignedIn): Promise<void> => {
    await accounts.endSession(session.id);
    list.reload();
    say(later.settings.sessions.ended(deviceOf(session.user_agent).name));
  };
  const endOthers = async (): Promise<void> => {
    const ended = await accounts.endOtherSessions();
    list.reload();
    say(later.settings.sessions.othersEnded(ended));
  };
  const words = later.settings.sessions;
  const own = list.items.filter(({ current }) => current);
  const others = list.items.filter(({ current }) => !current);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <p className="min-w-60 flex-1 text-soft">{words.says}</p>
        {others.length > 0 && (
          <Button look="danger" onClick={() => setEnding("others")}>
            {words.endOthers}
          </Button>
        )}
      </div>
      <ListState list={list} words={words.list}>
        {[...own, ...others].map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ListState>
      {ending === "others" && (
        <ConfirmDialog
          title={words.endingOthers.title}
          keep={words.endingOthers.keep}
          confirm={words.endingOthers.confirm}
          onConfirm={endOthers}
          onClose={() => setEnding(undefined)}
        >
          <p>{words.endingOthers.says}</p>
        </ConfirmDialog>
      )}
      {ending !== undefined && ending !== "others" && (
        <ConfirmDialog
          title={words.ending.title}
          keep={words.ending.keep}
          confirm={words.ending.confirm}
          onConfirm={() => end(ending)}
          onClose={() => setEnding(undefined)}
        >
          <p>{words.ending.says(<span className="font-name">{deviceOf(ending.user_agent).name}</span>)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function SessionRow({ session, onEnd }: { session: SignedIn; onEnd: () => void }) {
  const { name, isPhone } = deviceOf(session.user_agent);
  const Icon = isPhone ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3.5 px-4 py-3">
      <Icon size={18} aria-hidden className="shrink-0 text-soft" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-name wrap-anywhere" title={session.user_agent}>
            {name}
          </span>
          {session.current && <span className="text-small text-ok">{later.settings.sessions.thisOne}</span>}
        </p>
        <p className="text-small wrap-anywhere text-soft">
          {later.settings.sessions.used(momentWords(session.last_used_at), momentWords(session.created_at))}
          {session.ip !== "" && ` · ${session.ip}`}
        </p>
      </div>
      {!session.current && (
        <Button aria-label={later.settings.sessions.endOf(name)} onClick={onEnd}>
          {later.settings.sessions.end}
        </Button>
      )}
    </li>
  );
}
