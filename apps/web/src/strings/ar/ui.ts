import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const ui: Catalogue["now"]["ui"] = {
  close: "إغلاق",
  cancel: "إلغاء",
  tryAgain: "إعادة المحاولة",
  tryNow: "المحاولة الآن",
  showMore: "عرض المزيد",
  keys: (letter) => `Ctrl ${letter}`,
  loading: "جارٍ التحميل",
  notLoaded: "تعذر تحميل الصفحة",
  partNotLoaded: (part) => `تعذّر تحميل «${part}»`,
  notLoadedWhy: "لا يمكن الوصول إلى الخادم، أو جرى تحديثه منذ أن فتحت hubbub.",
  reload: "إعادة التحميل",
  backToRooms: "العودة إلى الغرف",
  goToRooms: "الذهاب إلى غرفك",
  browseRooms: "تصفح الغرف",
  newRoom: "غرفة جديدة",
  newMessage: "رسالة جديدة",
  peopleCount: (count) =>
    plural(count, { zero: "# شخصًا", one: "شخص واحد", two: "شخصان", few: "# أشخاص", many: "# شخصًا", other: "# شخصًا" }),
  moreAbout: (name) => `المزيد عن ${name}`,
  waitingForServer: "بانتظار الخادم",
  waitingForServerFor: (time) => rich`بانتظار الخادم، ${time}`,
  problems: {
    tooManyTries: "محاولات كثيرة جدًا.",
    busy: "الخادم مشغول.",
    notNow: "لا يستطيع الخادم فعل ذلك الآن.",
    youCanTry: "يمكنك المحاولة الآن.",
    tryIn: (time) => `حاول مرة أخرى بعد ${time}.`,
    tryInCounting: (time) => rich`حاول مرة أخرى بعد ${time}.`,
  },
};
