import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const accountLater: Catalogue["later"]["account"] = {
  settings: "الإعدادات",
  people: "الأشخاص",
  auditLog: "سجل التدقيق",
  signOut: "تسجيل الخروج",
  connection: "الاتصال",
  noConnection: "لا يوجد حاليًا",
  theme: "المظهر",
  themes: { system: "النظام", light: "فاتح", dark: "داكن" },
  signOutUnsent: {
    title: "تسجيل الخروج مع وجود رسائل غير مرسلة؟",
    keep: "البقاء",
    confirm: "الحذف وتسجيل الخروج",
    says: (unsent) =>
      plural(unsent, {
        zero: "لا توجد رسائل غير مرسلة.",
        one: "هناك رسالة واحدة لم تُرسل. تسجيل الخروج يحذفها من هذا المتصفح.",
        two: "هناك رسالتان لم تُرسلا. تسجيل الخروج يحذفهما من هذا المتصفح.",
        few: "هناك # رسائل لم تُرسل. تسجيل الخروج يحذفها من هذا المتصفح.",
        many: "هناك # رسالة لم تُرسل. تسجيل الخروج يحذفها من هذا المتصفح.",
        other: "هناك # رسالة لم تُرسل. تسجيل الخروج يحذفها من هذا المتصفح.",
      }),
  },
};
