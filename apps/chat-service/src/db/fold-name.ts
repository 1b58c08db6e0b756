/** A room's name as it is compared and ordered (`rooms.name_key`): without case, and without what only looks different. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
