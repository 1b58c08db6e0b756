import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useRoomSearch } from "../../client/use-room-search.ts";
import { useUserSearch } from "../../client/use-user-search.ts";
import { useWatch } from "../../client/use-watch.ts";
import { navigate } from "../../navigation/navigate.ts";
import { useOpenDirect } from "../../people/use-open-direct.ts";
import type { Problem } from "../../ui/problems/problem.ts";
import { useProblem } from "../../ui/problems/use-problem.ts";
import type { FindChoice } from "./find-choice.ts";
import { toFindChoices } from "./to-find-choices.ts";

export interface Find {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Whether there is something to find: then the results take the place of the list. */
  readonly isActive: boolean;
  readonly choices: readonly FindChoice[];
  /** The choice that Enter takes. */
  readonly at: number;
  /** Why the last choice did not work. */
  readonly problem: Problem | undefined;
  /** The server takes no search for now; then it is made by itself. As `performance.now()` counts. */
  readonly heldUntilMs: number | undefined;
  readonly move: (step: 1 | -1) => void;
  readonly choose: (choice: FindChoice | undefined) => void;
  readonly clear: () => void;
}

/** What the find box does: leads to rooms and to people, and starts what is not there yet. */
export function useFind({ onCreate }: { onCreate: (name: string) => void }): Find {
  const { myRooms } = useClient();
  const me = useMe();
  const openDirect = useOpenDirect();
  const { rooms } = useWatch(myRooms.state);
  const [text, setText] = useState("");
  const [picked, setPicked] = useState({ query: "", at: 0 });
  const { problem, isHeld, show, clear } = useProblem();
  const query = text.trim().replace(/^[#@]\s*/, "");
  const roomSearch = useRoomSearch(query);
  const userSearch = useUserSearch(query);
  const choices = toFindChoices(query, me.id, rooms, { rooms: roomSearch.rooms, users: userSearch.users });
  const at = Math.min(picked.query === query ? picked.at : 0, choices.length - 1);

  const change = (next: string) => {
    setText(next);
    if (!isHeld) clear();
  };
  const choose = (choice: FindChoice | undefined) => {
    if (choice?.kind === "person") {
      if (!isHeld) openDirect(choice.user.id, () => change("")).catch(show);
      return;
    }
    if (choice === undefined) return;
    change("");
    if (choice.kind === "create") onCreate(choice.name);
    else navigate({ page: "room", roomId: choice.room.id });
  };
  return {
    text,
    setText: change,
    isActive: query !== "",
    choices,
    at,
    problem,
    heldUntilMs: roomSearch.heldUntilMs ?? userSearch.heldUntilMs,
    move: (step) => setPicked({ query, at: (at + step + choices.length) % Math.max(1, choices.length) }),
    choose,
    clear: () => change(""),
  };
}
