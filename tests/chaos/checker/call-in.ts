const call = /@(\S+)/;
const ofRoom: ReadonlySet<string> = new Set(["room", "here"]);

/** Whom a text of the load calls: a member of the room by id, or all of it by the word; undefined where nobody. */
export function callIn(content: string, people: ReadonlyMap<string, number>): number | string | undefined {
  const name = call.exec(content)?.[1];
  if (name === undefined) return undefined;
  return ofRoom.has(name) ? name : people.get(name);
}
