import type { Catalogue } from "../catalogue.ts";

export const browse: Catalogue["later"]["browse"] = {
  welcome: (username) => `مرحبًا، ${username}`,
  welcomeSays: "تجري المحادثات في الغرف. انضم إلى واحدة لتقرأ وتكتب، أو أنشئ غرفتك.",
  search: "البحث في الغرف",
  notLoaded: "تعذر تحميل الغرف",
  loading: "جارٍ تحميل الغرف",
  noRoom: "لا توجد غرف بعد",
  startFirst: "أنشئ الأولى.",
  noneCalled: (query) => `لا توجد غرفة باسم «${query}»`,
  checkSpelling: "تحقق من الكتابة، أو أنشئها.",
  open: "فتح",
  openRoom: (title) => `فتح ${title}`,
  join: "انضمام",
  joinRoom: (title) => `الانضمام إلى ${title}`,
  news: "أخبار من المشرفين",
  nobodyYet: "لا أحد بعد",
};
