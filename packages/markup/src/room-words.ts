/** What calls all of a room where its author may, and as what; in lower case. */
export const roomWords: ReadonlyMap<string, "here" | "room"> = new Map([
  ["room", "room"],
  ["channel", "room"],
  ["everyone", "room"],
  ["all", "room"],
  ["here", "here"],
]);
