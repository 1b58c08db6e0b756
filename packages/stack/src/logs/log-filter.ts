import { type EntryLevel, entryLevels, type LogEntry } from "./log-entry.ts";

/** Which entries are shown; what is left out asks nothing. */
export interface LogFilter {
  /** Names of parts (`chat-1`), their beginnings (`chat`) or what services call themselves (`chat-service`). */
  readonly services?: readonly string[];
  /** And above. */
  readonly level?: EntryLevel;
  readonly userId?: number;
  readonly roomId?: number;
  /** Id of a W3C trace. */
  readonly trace?: string;
}

/** Whether an entry is of what is asked for. */
export function matches(filter: LogFilter, { part, level, fields }: LogEntry): boolean {
  const { services, userId, roomId, trace } = filter;
  if (filter.level !== undefined && entryLevels.indexOf(level) < entryLevels.indexOf(filter.level)) return false;
  if (services !== undefined && !services.some((name) => isOf(name, part, fields["service"]))) return false;
  if (userId !== undefined && !peopleFields.some((name) => fields[name] === userId)) return false;
  if (roomId !== undefined && fields["roomId"] !== roomId) return false;
  return trace === undefined || traceFields.some((name) => fields[name] === trace);
}

/** Who did it, to whom, and for whom. */
const peopleFields = ["userId", "actorId", "byUserId"];
const traceFields = ["trace", "trace_id", "traceId"];

function isOf(name: string, part: string, service: unknown): boolean {
  return part === name || part.startsWith(`${name}-`) || service === name;
}
