import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["later"]["settings"] = {
  language: {
    title: "اللغة",
    says: "لغة الصفحة وتواريخها وأرقامها. تُحفظ في هذا المتصفح.",
    failed: "تعذر تحميل النصوص. حاول مرة أخرى.",
    ofTheBrowser: (language) => `كما في المتصفح (${language})`,
  },
};
