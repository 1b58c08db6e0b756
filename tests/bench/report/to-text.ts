import type { LoadResult } from "../results.ts";
import { toTables } from "./to-tables.ts";

export const toText = (results: readonly LoadResult[]): string => toTables(results);
