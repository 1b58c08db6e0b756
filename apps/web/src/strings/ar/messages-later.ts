import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const messagesLater: Catalogue["later"]["messages"] = {
  actions: "رسالة",
  actionsFor: (name) => `رسالة ${name}`,
  do: {
    reply: "رد",
    replyInThread: "رد في سلسلة نقاش",
    copyText: "نسخ النص",
    copyLink: "نسخ الرابط",
    pin: "تثبيت",
    unpin: "إلغاء التثبيت",
    markUnread: "تعليم كغير مقروءة من هنا",
    edit: "تعديل",
    delete: "حذف",
  },
  previews: {
    label: "إلى أين تؤدي روابطها",
    remove: "إزالة معاينة الروابط",
  },
  keys: { delete: "Del" },
  quotes: {
    replying: "رد على رسالة",
    replyingTo: (name) => `رد على ${name}`,
    end: "عدم الرد",
  },
  meanwhile: {
    changed: "عُدّلت هذه الرسالة في هذه الأثناء.",
    take: "استخدام النص الأحدث",
    deleted: "حُذفت هذه الرسالة في هذه الأثناء. يمكنك نسخ ما كتبته.",
  },
  edits: {
    loading: "جارٍ تحميل النصوص السابقة",
  },
  reactions: {
    reactWith: (emoji) => `تفاعل بـ ${emoji}`,
    more: "تفاعلات أخرى",
  },
  deleting: {
    says: "يزول نصها لدى الجميع. ويبقى ظاهرًا أنها كانت هنا.",
    withFiles: "تزول لدى الجميع ومعها ملفاتها. ويبقى ظاهرًا أنها كانت هنا.",
    keep: "الإبقاء عليها",
    confirm: "حذف",
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
  pending: {
    notSentYet: (name) => `${name}، لم تُرسل بعد`,
    waitingForConnection: "بانتظار الاتصال",
    waiting: "بالانتظار",
    sending: "جارٍ الإرسال",
    notSent: "لم تُرسل.",
    filesGone: "انتظرت ملفاتها طويلًا ولم تعد محفوظة.",
    choosing: "ملفاتها في الطريق.",
    chooseAgain: "اختيار الملفات من جديد",
    textAlone: "إرسال النص وحده",
    discard: "حذف",
  },
};
