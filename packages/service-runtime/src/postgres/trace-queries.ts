import type { LogEvent } from "kysely";
import { epochNowUs } from "../epoch-now-us.ts";
import { maxNamedStatements } from "../limits.ts";
import type { Tracing } from "../tracing/tracing.ts";

/** Options of a Kysely instance by which each statement is a part of what asked for it; none where nothing is followed. */
export function tracedQueries(tracing: Tracing | undefined): { readonly log?: (event: LogEvent) => void } {
  if (tracing === undefined) return {};
  const names = new Map<string, string>();
  return {
    log({ level, query: { sql }, queryDurationMillis }) {
      const span = tracing.active();
      if (span?.isRecorded !== true) return;
      let name = names.get(sql);
      if (name === undefined) {
        name = statementName(sql);
        // Statements are few, but for lists of many lengths.
        if (names.size < maxNamedStatements) names.set(sql, name);
      }
      tracing
        .part(span, {
          name,
          kind: "client",
          // Without the statement: what it holds besides parameters is nobody's to promise.
          attributes: { "db.system.name": "postgresql", "db.query.summary": name },
          startUs: epochNowUs() - queryDurationMillis * 1_000,
        })
        ?.end(level === "error" ? { error: "query_failed" } : {});
    },
  };
}

/** What a statement does, without what it is about: `select room_log`, or the name under which it is prepared. */
export function statementName(sql: string): string {
  const prepared = /^\s*\/\* prepared ([a-z_]+) \*\//.exec(sql)?.[1];
  if (prepared !== undefined) return prepared;
  const text = sql.replaceAll(/\/\*.*?\*\//gs, " ").replaceAll(/'(?:[^']|'')*'/g, "''");
  const verb = /\b(select|insert|update|delete|merge|begin|commit|rollback|lock|notify|listen|set)\b/i.exec(text)?.[1];
  const table = /\b(?:from|into|update|join)\s+(?:only\s+)?"?([a-z_]+)"?/i.exec(text)?.[1];
  return [verb?.toLowerCase() ?? "statement", table].filter((word) => word !== undefined).join(" ");
}
