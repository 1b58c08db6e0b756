import type { LoadResult } from "../results.ts";
import type { Surroundings } from "./surroundings.ts";

/** What results.json holds. */
export interface Published {
  readonly loads: readonly (LoadResult & Surroundings & { readonly date: string; readonly command: string })[];
}

/** The fresh results in place of earlier ones of the same loads, in the order of `names`. */
export function mergeResults(
  earlier: Published["loads"],
  fresh: Published["loads"],
  names: readonly string[],
): Published["loads"] {
  const find = (from: Published["loads"], name: string) => from.find(({ load }) => load === name);
  return names.flatMap((name) => find(fresh, name) ?? find(earlier, name) ?? []);
}
