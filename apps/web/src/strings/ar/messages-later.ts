import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const messagesLater: Catalogue["later"]["messages"] = {
  actions: "رسالة",
  actionsFor: (name) => `رسالة ${name}`,
  keys: { delete: "Del" },
  reactions: {
    more: "تفاعلات أخرى",
  },
  meanwhile: {
    changed: "عُدّلت هذه الرسالة في هذه الأثناء.",
    take: "استخدام النص الأحدث",
    deleted: "حُذفت هذه الرسالة في هذه الأثناء. يمكنك نسخ ما كتبته.",
  },
  readers: {
    more: (count) =>
      plural(count, {
        zero: "و# آخرون",
        one: "وشخص آخر",
        two: "وشخصان آخران",
        few: "و# آخرون",
        many: "و# آخرون",
        other: "و# آخرون",
      }),
    unnamed: (count) =>
      plural(count, {
        zero: "# شخصًا تعذر تحميل أسمائهم",
        one: "شخص واحد تعذر تحميل اسمه",
        two: "شخصان تعذر تحميل اسميهما",
        few: "# أشخاص تعذر تحميل أسمائهم",
        many: "# شخصًا تعذر تحميل أسمائهم",
        other: "# شخصًا تعذر تحميل أسمائهم",
      }),
    loading: "جارٍ تحميل الأسماء",
  },
};
