import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const pins: Catalogue["now"]["pins"] = {
  title: "الرسائل المثبّتة",
  titleOf: (room) => `المثبّت في ${room}`,
  count: (count) =>
    plural(count, {
      zero: "الرسائل المثبّتة",
      one: "رسالة مثبّتة واحدة",
      two: "رسالتان مثبّتتان",
      few: "# رسائل مثبّتة",
      many: "# رسالة مثبّتة",
      other: "# رسالة مثبّتة",
    }),
};
