import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const composer: Catalogue["now"]["composer"] = {
  message: "Nachricht",
  reply: "Im Thread antworten",
  messageTo: (room) => `Nachricht an ${room}`,
  attach: "Dateien anhängen",
  emoji: "Emoji",
  send: "Senden",
  tooLong: (count) => plural(count, { one: "# Zeichen zu lang", other: "# Zeichen zu lang" }),
  left: (count) => plural(count, { one: "noch # Zeichen", other: "noch # Zeichen" }),
};
