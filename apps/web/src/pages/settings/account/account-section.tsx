import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { AvatarField } from "../../../avatars/avatar-field.tsx";
import { useClient } from "../../../client/use-client.ts";
import { useMe } from "../../../client/use-me.ts";
import { PersonFace } from "../../../names/person-face.tsx";
import { later } from "../../../strings/later.ts";
import { Button } from "../../../ui/button.tsx";
import { FormMessage } from "../../../ui/problems/form-message.tsx";
import { useProblem } from "../../../ui/problems/use-problem.ts";
import { AccountForms } from "./account-forms.tsx";
import { collectExport } from "./collect-export.ts";
import { DeleteAccountDialog } from "./delete-account-dialog.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { PreviewsChoice } from "./previews-choice.tsx";
import { saveFile } from "./save-file.ts";

/** What one can do about one's account as a whole. */
export function AccountSection() {
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <div className="divide-y divide-line rounded-xl border border-line">
        <OwnPicture />
        <LanguageChoice />
        <PreviewsChoice />
        <AccountForms />
        <ExportData />
        <Row
          title={later.settings.account.delete.title}
          text={later.settings.account.delete.says}
          action={
            <Button look="danger" onClick={() => setDeleting(true)}>
              {later.settings.account.delete.open}
            </Button>
          }
        />
      </div>
      {isDeleting && <DeleteAccountDialog onClose={() => setDeleting(false)} />}
    </>
  );
}

function OwnPicture() {
  const { accounts, people } = useClient();
  const me = useMe();
  const known = useSyncExternalStore(
    useCallback((listener: () => void) => people.subscribe([me.id], listener), [people, me.id]),
    () => people.get(me.id)?.avatar_url ?? me.avatar_url,
  );
  return (
    <div className="px-4 py-4">
      <AvatarField
        face={<PersonFace userId={me.id} said={me.username} size={44} />}
        hasPicture={Boolean(known)}
        says={later.avatars.ofYou}
        onSet={(picture, signal) => accounts.setAvatar(picture, { signal })}
        onRemove={() => accounts.removeAvatar()}
      />
    </div>
  );
}

function ExportData() {
  const client = useClient();
  const me = useMe();
  const { problem, isHeld, show, clear } = useProblem();
  const [messages, setMessages] = useState<number>();
  const busy = messages !== undefined;
  const left = useRef(new AbortController());
  useEffect(() => {
    const stop = (left.current = new AbortController());
    return () => stop.abort();
  }, []);
  const download = async (): Promise<void> => {
    const { signal } = left.current;
    setMessages(0);
    clear();
    try {
      const file = await collectExport((token) => client.export.page(token), { signal, onMessages: setMessages });
      saveFile(file, `hubbub-${me.username}.json`);
    } catch (error) {
      if (!signal.aborted) show(error);
    }
    setMessages(undefined);
  };
  return (
    <Row
      title={later.settings.account.export.title}
      text={later.settings.account.export.says}
      action={
        <Button busy={busy} disabled={isHeld} onClick={() => void download()}>
          {later.settings.account.export.download}
        </Button>
      }
    >
      <p role="status" className="text-small text-soft">
        {busy && later.settings.account.export.collecting(messages)}
      </p>
      <FormMessage problem={problem} />
    </Row>
  );
}

function Row({
  title,
  text,
  action,
  children,
}: {
  title: string;
  text: string;
  action: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section aria-label={title} className="px-4 py-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-60 flex-1">
          <h2 className="text-base">{title}</h2>
          <p className="text-mid text-soft">{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
