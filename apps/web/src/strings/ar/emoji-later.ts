import type { Catalogue } from "../catalogue.ts";
export const emojiLater: Catalogue["later"]["emoji"] = {
  search: "البحث عن رمز تعبيري",
  skinTone: "لون البشرة",
  loading: "جارٍ تحميل الرموز التعبيرية",
  none: "لا رمز تعبيري بهذا الاسم.",
  recent: "المستخدمة أخيرًا",
  groups: ["وجوه", "أشخاص", "", "حيوانات وطبيعة", "طعام وشراب", "سفر وأماكن", "أنشطة", "أشياء", "رموز", "أعلام"],
  skinTones: {
    light: "فاتح",
    "medium-light": "فاتح متوسط",
    medium: "متوسط",
    "medium-dark": "داكن متوسط",
    dark: "داكن",
  },
};
