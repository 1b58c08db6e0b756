import type { Catalogue } from "../catalogue.ts";
export const timelineLater: Catalogue["later"]["timeline"] = {
  days: {
    lastWeek: "الأسبوع الماضي",
    first: "أول رسالة",
    date: "التاريخ",
    go: "انتقال",
  },
  callsYou: "ذُكرتَ هنا",
};
