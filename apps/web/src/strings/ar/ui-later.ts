import type { Catalogue } from "../catalogue.ts";
export const uiLater: Catalogue["later"]["ui"] = {
  save: "حفظ",
  notNow: "ليس الآن",
  name: "الاسم",
  topic: "الموضوع",
  username: "اسم المستخدم",
  email: "البريد الإلكتروني",
  people: "الأشخاص",
  password: {
    label: "كلمة المرور",
    show: "إظهار",
    hide: "إخفاء",
  },
};
