import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const app: Catalogue["now"]["app"] = {
  loadingPage: "جارٍ تحميل الصفحة",
  yourRooms: "غرفك",
  serverUnreachable: "لا يمكن الوصول إلى الخادم",
  serverBusy: "الخادم مشغول",
  triesAgainIn: (time) => rich`سيحاول hubbub مرة أخرى بعد ${time}.`,
  triesAgainNow: "يحاول hubbub مرة أخرى الآن.",
  stillSignedIn: "ما زلت مسجل الدخول.",
  refused: {
    title: "لا يُسمح لهذه الصفحة بالاتصال",
    why: (origin) => rich`لا يقبل الخادم اتصالات من صفحات ${origin}.`,
    what: (setting, header) =>
      rich`يمكن لمن يديره إدراج ذلك في الإعداد ${setting}، أو جعل الوكيل الذي أمامه يمرر الاسم الذي تطلبه المتصفحات (${header}).`,
  },
};
