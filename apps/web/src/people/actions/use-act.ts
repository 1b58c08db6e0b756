import { useMe } from "../../client/use-me.ts";
import { useOpenDirect } from "../use-open-direct.ts";
import type { ActedOn } from "./acted-on.ts";
import type { AskedAction, PersonAction } from "./person-action.ts";
import { usePersonActionsOf } from "./person-actions-context.ts";
import { usePersonActions } from "./use-person-actions.ts";

/** Does something about a person at once, or asks first. `close` ends the menu. Throws what the server says. */
export function useAct(): (action: PersonAction, person: ActedOn, close: () => void) => Promise<void> {
  const me = useMe();
  const { room, ask, mention } = usePersonActionsOf();
  const run = usePersonActions(room);
  const openDirect = useOpenDirect();
  return async (action, person, close) => {
    if (action === "message") return await openDirect(person.userId, close);
    if (isAsked(action, person.userId === me.id)) {
      // What closes gives the focus back first, then the dialog takes it.
      close();
      return ask(action, person);
    }
    if (action === "mention") {
      close();
      return mention(person.username);
    }
    await run[action](person);
    close();
  };
}

function isAsked(action: PersonAction, isMe: boolean): action is AskedAction {
  if (action === "admin" || action === "member") return isMe;
  return ["mute", "remove", "ban", "block", "owner"].includes(action);
}
