import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number, plural } from "./words.ts";

export const threadsLater: Catalogue["later"]["threads"] = {
  following: "متابَعة",
  follow: "متابعة",
  followingSays: "تصلك الردود الجديدة. إلغاء المتابعة",
  followSays: "لتصلك الردود الجديدة",
  alsoTo: (room) => rich`إرسال إلى ${room} أيضًا`,
  notSentYet: (count) =>
    plural(count, {
      zero: "# رد في سلسلة نقاش لم يُرسل بعد",
      one: "رد واحد في سلسلة نقاش لم يُرسل بعد",
      two: "ردّان في سلسلة نقاش لم يُرسلا بعد",
      few: "# ردود في سلسلة نقاش لم تُرسل بعد",
      many: "# ردًا في سلسلة نقاش لم تُرسل بعد",
      other: "# رد في سلسلة نقاش لم تُرسل بعد",
    }),
  notSent: (count) =>
    plural(count, {
      zero: "تعذّر إرسال # رد في سلسلة نقاش",
      one: "تعذّر إرسال رد واحد في سلسلة نقاش",
      two: "تعذّر إرسال ردّين في سلسلة نقاش",
      few: "تعذّر إرسال # ردود في سلسلة نقاش",
      many: "تعذّر إرسال # ردًا في سلسلة نقاش",
      other: "تعذّر إرسال # رد في سلسلة نقاش",
    }),
  menu: "قائمة سلسلة النقاش",
  showRoot: "إظهار رسالتها في الغرفة",
  copyLink: "نسخ رابط سلسلة النقاش",
  gone: "لا توجد سلسلة نقاش كهذه",
  goneSays: "ربما كُتب عنوانها خطأ، أو لم تعد رسالتها محفوظة.",
  notLoaded: "تعذّر تحميل سلسلة النقاش",
  list: {
    loading: "تُحمَّل سلاسل النقاش",
    failed: "تعذّر تحميل سلاسل النقاش",
    none: "لا سلاسل نقاش بعد",
    noneSays: "تظهر هنا سلاسل النقاش التي ترد فيها والتي تخص رسائلك، مع الجديد فيها.",
    cut: (count) => `هذه هي الـ${number(count)} ذات أحدث الردود.`,
  },
};
