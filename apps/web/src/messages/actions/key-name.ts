import { t } from "../../strings/t.ts";

/** What stands on a key. */
export function keyName(key: string): string {
  return key === "delete" ? t.messages.keys.delete : key.toUpperCase();
}
