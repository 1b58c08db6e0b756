import type { Room } from "@hubbub/ws-protocol";
import { useState } from "react";
import { useClient } from "../app/use-client.ts";
import { useWatch } from "../app/use-watch.ts";
import { useRoomSearch } from "../browse/use-room-search.ts";
import { navigate } from "../navigation/navigate.ts";

export type FindChoice =
  | { readonly kind: "mine" | "other"; readonly room: Room }
  | { readonly kind: "create"; readonly name: string };

export interface Find {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Whether there is something to find: then the results take the place of the list. */
  readonly isActive: boolean;
  readonly choices: readonly FindChoice[];
  /** The choice that Enter takes. */
  readonly at: number;
  readonly move: (step: 1 | -1) => void;
  readonly choose: (choice: FindChoice | undefined) => void;
  readonly clear: () => void;
}

/** What the find box does: one's rooms first, then those one could join, then a new one of that name. */
export function useFind({ onCreate }: { onCreate: (name: string) => void }): Find {
  const { myRooms } = useClient();
  const { rooms } = useWatch(myRooms.state);
  const [text, setText] = useState("");
  const [picked, setPicked] = useState({ query: "", at: 0 });
  const query = text.trim().replace(/^#\s*/, "");
  const found = useRoomSearch(query);

  const mine = rooms.filter((room) => room.name.toLowerCase().includes(query.toLowerCase()));
  const myIds = new Set(rooms.map((room) => room.id));
  const others = found.rooms.filter((room) => !myIds.has(room.id) && room.role === undefined);
  const isTaken = [...rooms, ...others].some((room) => room.name.toLowerCase() === query.toLowerCase());
  const choices: FindChoice[] = [
    ...mine.slice(0, 8).map((room) => ({ kind: "mine" as const, room })),
    ...others.slice(0, 8).map((room) => ({ kind: "other" as const, room })),
    ...(isTaken ? [] : [{ kind: "create" as const, name: query }]),
  ];
  const at = Math.min(picked.query === query ? picked.at : 0, choices.length - 1);
  const clear = () => setText("");
  return {
    text,
    setText,
    isActive: query !== "",
    choices,
    at,
    move: (step) => setPicked({ query, at: (at + step + choices.length) % Math.max(1, choices.length) }),
    choose: (choice) => {
      if (choice === undefined) return;
      clear();
      if (choice.kind === "create") onCreate(choice.name);
      else navigate({ page: "room", roomId: choice.room.id });
    },
    clear,
  };
}
