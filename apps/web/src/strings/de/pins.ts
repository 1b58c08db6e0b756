import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const pins: Catalogue["now"]["pins"] = {
  title: "Angeheftete Nachrichten",
  titleOf: (room) => `Angeheftet in ${room}`,
  count: (count) =>
    count === 0
      ? "Angeheftete Nachrichten"
      : plural(count, { one: "# angeheftete Nachricht", other: "# angeheftete Nachrichten" }),
};
