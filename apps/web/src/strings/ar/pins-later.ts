import type { Catalogue } from "../catalogue.ts";

export const pinsLater: Catalogue["later"]["pins"] = {
  loading: "جارٍ تحميل الرسائل المثبّتة",
  failed: "تعذر تحميل الرسائل المثبّتة.",
  show: "عرض في المحادثة",
  none: "لا شيء مثبّت بعد",
  noneSays: "هنا يقف ما ينبغي أن يجده الجميع مجددًا: خطة أو رابط أو قرار. اختر «تثبيت» من قائمة رسالة، أو اضغط P عليها.",
  noneToRead: "هنا سيقف ما ينبغي أن يجده الجميع مجددًا.",
};
