import type { Catalogue } from "../catalogue.ts";

export const composerLater: Catalogue["later"]["composer"] = {
  blocked: (name) => `حجبت ${name}: لا يمكن لأي منكما الكتابة هنا.`,
  unblock: "إلغاء الحجب",
  held: {
    goesOn: "يُستأنف الإرسال تلقائيًا.",
    goesOnIn: (time) => `يُستأنف الإرسال بعد ${time}.`,
    oneByOne: "تُرسل الرسائل واحدة تلو الأخرى.",
    tooFast: "تكتب أسرع مما يسمح به هذا الخادم.",
    busy: "الخادم مشغول.",
    notNow: "لا يستطيع الخادم استقبال الرسائل الآن.",
  },
};
