import type { Catalogue } from "../catalogue.ts";
import { number, plural } from "./words.ts";

export const people: Catalogue["now"]["people"] = {
  picker: {
    member: "عضو",
  },
  panel: {
    title: "الأشخاص",
    titleOf: (room) => `الأشخاص في ${room}`,
    here: (count) => `هنا، ${number(count)}`,
    others: (count) => `الآخرون، ${number(count)}`,
    members: (count) => `الأعضاء، ${number(count)}`,
    more: (count) =>
      plural(count, {
        zero: "و# آخرون",
        one: "وشخص آخر",
        two: "وشخصان آخران",
        few: "و# آخرون",
        many: "و# آخرون",
        other: "و# آخرون",
      }),
    loading: "جارٍ تحميل الأعضاء",
    failed: "تعذر تحميل الأعضاء.",
    add: "إضافة شخص",
    bans: "المحظورون",
    muted: (until) => `مكتوم ${until}`,
  },
  roles: {
    owner: "مالك",
    admin: "مشرف",
    member: "عضو",
  },
};
