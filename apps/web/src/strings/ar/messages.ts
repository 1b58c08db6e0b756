import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const messages: Catalogue["now"]["messages"] = {
  label: (name, time) => `${name}، ${time}`,
  notSentYet: (name) => `${name}، لم تُرسل بعد`,
  deleted: "حُذفت هذه الرسالة",
  edited: "معدّلة",
  actions: "رسالة",
  copy: "نسخ النص",
  copied: "نُسخ",
  edit: "تعديل الرسالة",
  delete: "حذف الرسالة",
  deleting: {
    title: "حذف هذه الرسالة؟",
    says: "يزول نصها لدى الجميع. ويبقى ظاهرًا أنها كانت هنا.",
    keep: "الإبقاء عليها",
    confirm: "حذف",
  },
  waitingForConnection: "بانتظار الاتصال",
  waiting: "بالانتظار",
  sending: "جارٍ الإرسال",
  notSent: "لم تُرسل.",
  discard: "حذف",
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
