import type { User } from "@hubbub/client";
import { useContext } from "react";
import { MeContext } from "./me-context.ts";

export function useMe(): User {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error("Nobody is signed in here");
  return me;
}
