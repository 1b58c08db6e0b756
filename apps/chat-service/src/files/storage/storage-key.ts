import { maxStorageKeyLength } from "../../limits.ts";

const part = "[a-z0-9_-][a-z0-9._-]*";
const keys = new RegExp(`^${part}(/${part})*$`);
const names = new RegExp(`^${part}$`);

/** `[a-z0-9._-]` in parts between slashes, none of which is empty or begins with a dot. Anything else throws: we made it. */
export function assertStorageKey(key: string): void {
  if (key.length > maxStorageKeyLength || !keys.test(key))
    throw new Error(`no key of an object: ${JSON.stringify(key)}`);
}

/** A key of one part. */
export function assertIncomingName(name: string): void {
  if (name.length > maxStorageKeyLength || !names.test(name))
    throw new Error(`no name of a file: ${JSON.stringify(name)}`);
}
