import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const composer: Catalogue["now"]["composer"] = {
  message: "رسالة",
  reply: "رد في سلسلة النقاش",
  messageTo: (room) => `رسالة إلى ${room}`,
  attach: "إرفاق ملفات",
  emoji: "رمز تعبيري",
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
};
