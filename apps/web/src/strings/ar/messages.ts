import type { Catalogue } from "../catalogue.ts";
import { list, number, plural } from "./words.ts";

export const messages: Catalogue["now"]["messages"] = {
  label: (name, time) => `${name}، ${time}`,
  deleted: "حُذفت هذه الرسالة",
  edited: "معدّلة",
  more: "إجراءات أخرى",
  copied: "نُسخ النص",
  linkCopied: "نُسخ الرابط",
  you: "أنت",
  editing: "تعديل الرسالة",
  edits: {
    title: "ما كانت تقوله",
  },
  quotes: {
    some: "رد على رسالة",
    show: "عرض الرسالة",
  },
  pins: {
    pinned: "مثبّتة",
    byYou: "ثبّتَّها أنت",
    by: (name) => `ثبّتها ${name}`,
  },
  reactions: {
    label: "التفاعلات",
    add: "إضافة تفاعل",
    pick: "اختيار رمز تعبيري",
    who: "من تفاعل",
    you: "أنت",
    count: (count) => number(count),
    by: (emoji, names, others) => {
      const more = plural(others, {
        zero: "# آخرون",
        one: "شخص آخر",
        two: "شخصان آخران",
        few: "# آخرون",
        many: "# آخرون",
        other: "# آخرون",
      });
      return `تفاعل بـ ${emoji}: ${list(others === 0 ? names : [...names, more])}`;
    },
  },
  deleting: {
    title: "حذف هذه الرسالة؟",
  },
  states: {
    sent: "أُرسلت",
    delivered: "وصلت",
    read: "قُرئت",
  },
  readers: {
    title: "قرأها",
    count: (count) =>
      plural(count, {
        zero: "قرأها # شخصًا",
        one: "قرأها شخص واحد",
        two: "قرأها شخصان",
        few: "قرأها # أشخاص",
        many: "قرأها # شخصًا",
        other: "قرأها # شخصًا",
      }),
  },
};
