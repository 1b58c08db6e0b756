import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useRoomSearch } from "../../client/use-room-search.ts";
import { useUserSearch } from "../../client/use-user-search.ts";
import { useWatch } from "../../client/use-watch.ts";
import { navigate } from "../../navigation/navigate.ts";
import type { NameOf } from "../../names/use-name-of.ts";
import { useOpenDirect } from "../../people/use-open-direct.ts";
import { useProblem } from "../../ui/problems/use-problem.ts";
import type { FindChoice } from "./find-choice.ts";
import { toFindChoices } from "./to-find-choices.ts";
import { toFindQuery } from "./to-find-query.ts";

/** What is found for a text in the find box; leads to rooms and to people, and starts what is not there yet. */
export function useFind({
  text,
  onText,
  onCreate,
}: {
  text: string;
  onText: (text: string) => void;
  onCreate: (name: string) => void;
}) {
  const { myRooms, people } = useClient();
  const me = useMe();
  const openDirect = useOpenDirect();
  const { rooms } = useWatch(myRooms.state);
  const [picked, setPicked] = useState({ query: "", at: 0 });
  const [failed, setFailed] = useState<string>();
  const { problem, isHeld, show } = useProblem();
  const query = toFindQuery(text);
  const roomSearch = useRoomSearch(query);
  const userSearch = useUserSearch(query);
  const found = { rooms: roomSearch.rooms, users: userSearch.users };
  const nameOf: NameOf = (userId, said) => people.nameOf(userId, said);
  const choices = toFindChoices(query, me.id, rooms, found, nameOf);
  /** The choice that Enter takes. */
  const at = Math.min(picked.query === query ? picked.at : 0, choices.length - 1);

  const choose = (choice: FindChoice | undefined) => {
    if (choice?.kind === "person") {
      if (isHeld) return;
      openDirect(choice.user.id, () => onText("")).catch((error: unknown) => {
        setFailed(text);
        show(error);
      });
      return;
    }
    if (choice === undefined) return;
    onText("");
    if (choice.kind === "create") onCreate(choice.name);
    else navigate({ page: "room", roomId: choice.room.id });
  };
  return {
    choices,
    at,
    /** Why the last choice did not work. */
    problem: isHeld || failed === text ? problem : undefined,
    /** The server takes no search for now; then it is made by itself. As `performance.now()` counts. */
    heldUntilMs: roomSearch.heldUntilMs ?? userSearch.heldUntilMs,
    move: (step: 1 | -1) => setPicked({ query, at: (at + step + choices.length) % Math.max(1, choices.length) }),
    choose,
  };
}
