import type { Catalogue } from "../catalogue.ts";

export const markup: Catalogue["now"]["markup"] = {
  spoiler: "نص مخفي، إظهاره",
  copyCode: "نسخ الشيفرة",
  copied: "تم النسخ",
  preview: "معاينة",
  mention: "الإشارة إلى شخص",
  format: "التنسيق",
  formats: {
    bold: "غامق (Ctrl B)",
    italic: "مائل (Ctrl I)",
    strike: "يتوسطه خط (Ctrl Shift X)",
    code: "شيفرة (Ctrl E)",
    list: "قائمة",
    numbers: "قائمة مرقمة",
    quote: "اقتباس",
    spoiler: "نص مخفي",
  },
};
