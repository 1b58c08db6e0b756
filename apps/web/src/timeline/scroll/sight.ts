import type { Row } from "../rows/row.ts";

/** Which part of the log is on the screen, by its first and its last seq. */
export interface Sight {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** `arriving`: the list is finding its place, and what it shows on the way there was not seen. */
export type OnSight = (sight: Sight, how: "arriving" | "reading") => void;

/** Of rows that follow each other; undefined where none of them is of the log. */
export function sightOf(rows: readonly Row[]): Sight | undefined {
  const seqs = rows.flatMap((row) => {
    if (row.kind === "message") return row.message.seq;
    return row.kind === "notices" ? row.notices.map(({ seq }) => seq) : [];
  });
  const [fromSeq, toSeq] = [seqs[0], seqs.at(-1)];
  return fromSeq === undefined || toSeq === undefined ? undefined : { fromSeq, toSeq };
}

/** Whether one would have to go there: it is neither on the screen nor what comes next below it. */
export function isElsewhere({ fromSeq, toSeq }: Sight, seq: number): boolean {
  return seq < fromSeq || seq > toSeq + 1;
}

/** Both, where one goes over into the other; else the later one, for what is between was not seen. */
export function passed(before: Sight | undefined, now: Sight): Sight {
  if (before === undefined || now.fromSeq > before.toSeq || now.toSeq < before.fromSeq) return now;
  return { fromSeq: Math.min(before.fromSeq, now.fromSeq), toSeq: Math.max(before.toSeq, now.toSeq) };
}
