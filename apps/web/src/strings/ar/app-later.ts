import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const appLater: Catalogue["later"]["app"] = {
  refused: {
    title: "لا يُسمح لهذه الصفحة بالاتصال",
    why: (origin) => rich`لا يقبل الخادم اتصالات من صفحات ${origin}.`,
    what: (setting, header) =>
      rich`يمكن لمن يديره إدراج ذلك في الإعداد ${setting}، أو جعل الوكيل الذي أمامه يمرر الاسم الذي تطلبه المتصفحات (${header}).`,
  },
  triesAgainNow: "يحاول hubbub مرة أخرى الآن.",
};
