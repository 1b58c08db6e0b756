import { plural } from "./words.ts";

export const pins = {
  title: "Pinned messages",
  titleOf: (room: string) => `Pinned in ${room}`,
  count: (count: number) =>
    count === 0 ? "Pinned messages" : plural(count, { one: "# pinned message", other: "# pinned messages" }),
};
