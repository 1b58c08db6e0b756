import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const threadsLater: Catalogue["later"]["threads"] = {
  following: "متابَعة",
  follow: "متابعة",
  followingSays: "تصلك الردود الجديدة. إلغاء المتابعة",
  followSays: "لتصلك الردود الجديدة",
  alsoTo: (room) => rich`إرسال إلى ${room} أيضًا`,
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
