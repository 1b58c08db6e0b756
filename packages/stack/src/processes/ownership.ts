import { chmodSync, chownSync, lchownSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { partsHaveUsers } from "./isolation.ts";
import { type PartUser, partUsers } from "./part-users.ts";

/**
 * Makes a folder with all in it belong to the user of a part, who may write to it from then on. No root may write in there
 * afterwards: a part that was broken into may have put a link in its place.
 */
export function giveTo(user: PartUser, path: string): void {
  if (!partsHaveUsers() || lstatSync(path).uid === partUsers[user]) return;
  giveAll(path, partUsers[user]);
}

/** Lets the user of a part, besides us, read a file or look into a folder that stays ours. */
export function letRead(user: PartUser, path: string): void {
  if (!partsHaveUsers()) return;
  chownSync(path, 0, partUsers[user]);
  chmodSync(path, lstatSync(path).isDirectory() ? 0o750 : 0o640);
}

/** Lets everyone read a copy of what lay where not everyone could, as after a checkout with `umask 077`. */
export function letAllRead(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.mode | (entry.isDirectory() || (entry.mode & 0o100) !== 0 ? 0o555 : 0o444));
  if (entry.isDirectory()) for (const name of readdirSync(path)) letAllRead(join(path, name));
}

/** A folder last: it tells by its owner that all in it was given away. */
function giveAll(path: string, id: number): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), id);
  lchownSync(path, id, id);
}
