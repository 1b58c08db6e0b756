import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const room: Catalogue["now"]["room"] = {
  banned: "أنت محظور من هذه الغرفة",
  removed: "لم تعد في هذه الغرفة",
  unknown: "لا توجد غرفة كهذه",
  notOpened: "تعذر فتح الغرفة",
  panel: {
    back: "العودة إلى المحادثة",
    close: "إغلاق اللوحة",
  },
  connection: {
    none: "لا يوجد اتصال",
    tooOld: "هذه الصفحة قديمة جدًا",
    waiting: (count) =>
      plural(count, {
        zero: "، و# رسالة تنتظر",
        one: "، ورسالة واحدة تنتظر",
        two: "، ورسالتان تنتظران",
        few: "، و# رسائل تنتظر",
        many: "، و# رسالة تنتظر",
        other: "، و# رسالة تنتظر",
      }),
    tooOldForServer: (waiting) => `هذه الصفحة قديمة جدًا على الخادم${waiting}.`,
    lost: "انقطع الاتصال",
    tryingIn: (why, time, waiting) => rich`${why}. محاولة جديدة بعد ${time}${waiting}.`,
    tryingNow: (waiting) => `انقطع الاتصال. تجري المحاولة مجددًا${waiting}.`,
    connecting: (waiting) => `جارٍ الاتصال${waiting}.`,
  },
};
