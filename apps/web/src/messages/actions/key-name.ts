import { later } from "../../strings/later.ts";

/** What stands on a key. */
export function keyName(key: string): string {
  return key === "delete" ? later.messages.keys.delete : key.toUpperCase();
}
