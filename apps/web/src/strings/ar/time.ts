import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const time: Catalogue["now"]["time"] = {
  today: "اليوم",
  yesterday: "أمس",
  tomorrow: "غدًا",
  at: (day, clock) => `${day}، ${clock}`,
  until: (moment) => `حتى ${moment}`,
  forGood: "بلا نهاية",
  seconds: (count) =>
    plural(count, {
      zero: "# ثانية",
      one: "ثانية واحدة",
      two: "ثانيتين",
      few: "# ثوانٍ",
      many: "# ثانية",
      other: "# ثانية",
    }),
  minutes: (count) =>
    plural(count, {
      zero: "# دقيقة",
      one: "دقيقة واحدة",
      two: "دقيقتين",
      few: "# دقائق",
      many: "# دقيقة",
      other: "# دقيقة",
    }),
  hours: (count) =>
    plural(count, {
      zero: "# ساعة",
      one: "ساعة واحدة",
      two: "ساعتين",
      few: "# ساعات",
      many: "# ساعة",
      other: "# ساعة",
    }),
};
