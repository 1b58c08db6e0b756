import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const composer: Catalogue["now"]["composer"] = {
  message: "رسالة",
  messageTo: (room) => `رسالة إلى ${room}`,
  send: "إرسال",
  tooLong: (count) =>
    plural(count, {
      zero: "أطول بـ # حرفًا",
      one: "أطول بحرف واحد",
      two: "أطول بحرفين",
      few: "أطول بـ # أحرف",
      many: "أطول بـ # حرفًا",
      other: "أطول بـ # حرفًا",
    }),
  left: (count) =>
    plural(count, {
      zero: "بقي # حرفًا",
      one: "بقي حرف واحد",
      two: "بقي حرفان",
      few: "بقيت # أحرف",
      many: "بقي # حرفًا",
      other: "بقي # حرفًا",
    }),
  blocked: (name) => `حجبت ${name}: لا يمكن لأي منكما الكتابة هنا.`,
  unblock: "إلغاء الحجب",
  mutedForGood: "أنت مكتوم هنا. يمكنك القراءة؛ ويمكن لمالك أو مشرف السماح لك بالكتابة مجددًا.",
  muted: (until) => `أنت مكتوم هنا ${until}. يمكنك القراءة؛ وما بدأت كتابته محفوظ.`,
  held: {
    goesOn: "يُستأنف الإرسال تلقائيًا.",
    goesOnIn: (time) => `يُستأنف الإرسال بعد ${time}.`,
    oneByOne: "تُرسل الرسائل واحدة تلو الأخرى.",
    tooFast: "تكتب أسرع مما يسمح به هذا الخادم.",
    busy: "الخادم مشغول.",
    notNow: "لا يستطيع الخادم استقبال الرسائل الآن.",
  },
};
