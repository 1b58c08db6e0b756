import { renewInMs } from "./link-end.ts";

/**
 * How a file is saved: by the browser, from the link that is there; by a newer link, where there is none that is good; or not,
 * while the server cannot be reached: the browser would say nothing of it.
 */
export function howToSave(
  url: string | undefined,
  { isOnline, nowMs }: { readonly isOnline: boolean; readonly nowMs: number | undefined },
): "link" | "newer_link" | "not" {
  if (!isOnline) return "not";
  // After the machine has slept it may be one of before.
  return url !== undefined && renewInMs(url, nowMs) > 0 ? "link" : "newer_link";
}
