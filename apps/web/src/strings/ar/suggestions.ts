import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const suggestions: Catalogue["later"]["suggestions"] = {
  people: "أشخاص يمكنك ذكرهم",
  emoji: "رموز بهذا الاسم",
  everybody: (count) =>
    plural(count, {
      zero: "الجميع، # شخص",
      one: "الجميع، شخص واحد",
      two: "الجميع، شخصان",
      few: "الجميع، # أشخاص",
      many: "الجميع، # شخصًا",
      other: "الجميع، # شخص",
    }),
  here: "من هم هنا الآن",
};
