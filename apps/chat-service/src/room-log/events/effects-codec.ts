import type { LogEffects, Removal } from "./log-effects.ts";

/*
 * Effects as the instances tell them each other: JSON, where `removals` are pairs [seq, user_id]. What this release does not
 * know is left alone: a later one may say more.
 */

export function encodeEffects({ removals, ...effects }: LogEffects): string {
  const pairs = removals?.map(({ seq, userId }) => [seq, userId]);
  return JSON.stringify({ ...effects, removals: pairs });
}

/**
 * `undefined` for what is of another shape. Instances of the release before do not say where a membership ends (`removals`):
 * then it is after `lastSeq`, the last event that the effects are of.
 */
export function decodeEffects(text: string, lastSeq: number): LogEffects | undefined {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { added, removed, deleted, archived, removals } = value as Readonly<Record<string, unknown>>;
  if (![added, removed, deleted].every(isAbsentOrNumbers)) return undefined;
  if (archived !== undefined && archived !== true) return undefined;
  if (removals !== undefined && !isPairs(removals)) return undefined;
  const placed = removals?.map(([seq, userId]): Removal => ({ seq, userId })) ?? unplaced(removed, lastSeq);
  return {
    ...(isNumbers(added) && { added }),
    ...(isNumbers(removed) && { removed }),
    ...(placed !== undefined && { removals: placed }),
    ...(isNumbers(deleted) && { deleted }),
    ...(archived === true && { archived }),
  };
}

function unplaced(removed: unknown, lastSeq: number): readonly Removal[] | undefined {
  return isNumbers(removed) ? removed.map((userId) => ({ seq: lastSeq, userId })) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAbsentOrNumbers(value: unknown): boolean {
  return value === undefined || isNumbers(value);
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(Number.isSafeInteger);
}

function isPairs(value: unknown): value is readonly (readonly [number, number])[] {
  return Array.isArray(value) && value.every((pair) => isNumbers(pair) && pair.length === 2);
}
