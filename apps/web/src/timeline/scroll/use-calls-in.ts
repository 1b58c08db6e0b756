import { callsOne } from "@hubbub/client";
import { useMemo } from "react";
import { useIsBlocked } from "../../client/use-is-blocked.ts";
import { useMe } from "../../client/use-me.ts";
import type { Row } from "../rows/row.ts";

/** A row whose message calls one. */
export interface Call {
  readonly seq: number;
  readonly index: number;
}

/** Those of the rows that call one, but for what one has written oneself. */
export function useCallsIn(rows: readonly Row[]): readonly Call[] {
  const { id: userId, username } = useMe();
  const isBlocked = useIsBlocked();
  return useMemo(() => {
    const me = { userId, username, isBlocked };
    return rows.flatMap((row, index) => {
      if (row.kind !== "message" || row.message.user_id === userId || !callsOne(row.message, me)) return [];
      return { seq: row.message.seq, index };
    });
  }, [rows, userId, username, isBlocked]);
}
