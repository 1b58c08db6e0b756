import type { Catalogue } from "../catalogue.ts";
export const markup: Catalogue["now"]["markup"] = {
  spoiler: "نص مخفي، إظهاره",
  copyCode: "نسخ الشيفرة",
  copied: "تم النسخ",
  preview: "معاينة",
  mention: "الإشارة إلى شخص",
  format: "التنسيق",
  formats: {
    code: "شيفرة (Ctrl E)",
  },
};
