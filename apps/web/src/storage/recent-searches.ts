import { localSetting } from "./local-setting.ts";

const mostKept = 10;

/** What a person has looked for in this browser, the latest first: kept beside the drafts (`drafts`), and gone with them. */
export const recentSearches = {
  read(userId: number): readonly string[] {
    try {
      const kept: unknown = JSON.parse(setting(userId).read() ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, mostKept) : [];
    } catch {
      return [];
    }
  },
  add(userId: number, query: string): void {
    if (query !== "") write(userId, [query, ...without(userId, query)].slice(0, mostKept));
  },
  remove(userId: number, query: string): void {
    write(userId, without(userId, query));
  },
};

function without(userId: number, query: string): readonly string[] {
  return recentSearches.read(userId).filter((one) => one !== query);
}

function write(userId: number, queries: readonly string[]): void {
  setting(userId).write(queries.length === 0 ? undefined : JSON.stringify(queries));
}

function setting(userId: number) {
  return localSetting(`draft.${userId}.searches`);
}
