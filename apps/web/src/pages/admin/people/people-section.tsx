import type { User } from "@hubbub/client";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { usePages } from "../../../client/use-pages.ts";
import { later } from "../../../strings/later.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { ListState } from "../../../ui/list-state.tsx";
import { useToast } from "../../../ui/toasts/use-toast.ts";
import { AccountRow } from "./account-row.tsx";

/** So long after the last key the server is asked. */
const quietMs = 300;

/** Everybody who has an account here. */
export function PeopleSection() {
  const { admin } = useClient();
  const words = later.admin.people;
  const say = useToast();
  const [text, setText] = useState("");
  const query = useQuiet(text.trim());
  /** As they became here, until the list is read anew. */
  const [changed, setChanged] = useState<ReadonlyMap<number, User>>(new Map());
  const [disabling, setDisabling] = useState<User>();
  const list = usePages(query, async (token) => {
    const asked = token === "" ? changed : new Map<number, User>();
    const { users, next_page_token } = await admin.accounts(query, { size: 50, token });
    setChanged((known) => new Map([...known].filter(([id, user]) => asked.get(id) !== user)));
    return { items: users, next: next_page_token };
  });
  const change = async (user: User, what: "disable" | "enable"): Promise<void> => {
    const after = await admin[what](user.id);
    setChanged((known) => new Map(known).set(user.id, after));
    say(what === "disable" ? words.isDisabled(user.username) : words.isEnabled(user.username));
  };
  return (
    <>
      <div className="relative mb-4">
        <Search size={15} aria-hidden className="absolute top-1/2 start-3 -translate-y-1/2 text-soft" />
        <input
          type="search"
          aria-label={words.find}
          placeholder={words.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="w-full rounded-lg border border-edge bg-raised py-2 pe-3 ps-9 touch:min-h-11"
        />
      </div>
      <ListState
        list={list}
        words={{ ...words.list, empty: query === "" ? words.nobodyYet : words.nobodyBegins(query) }}
      >
        {list.items.map((user) => (
          <AccountRow
            key={user.id}
            user={changed.get(user.id) ?? user}
            onDisable={setDisabling}
            onEnable={(account) => change(account, "enable")}
          />
        ))}
      </ListState>
      {disabling !== undefined && (
        <ConfirmDialog
          title={words.disabling.title(disabling.username)}
          keep={later.ui.notNow}
          confirm={words.disable}
          onConfirm={() => change(disabling, "disable")}
          onClose={() => setDisabling(undefined)}
        >
          <p>{words.disabling.says(<span className="font-name wrap-anywhere">{disabling.username}</span>)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return quiet;
}
