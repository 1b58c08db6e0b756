import type { Catalogue } from "../catalogue.ts";
export const markupLater: Catalogue["later"]["markup"] = {
  formats: {
    bold: "غامق (Ctrl B)",
    italic: "مائل (Ctrl I)",
    strike: "يتوسطه خط (Ctrl Shift X)",
    list: "قائمة",
    numbers: "قائمة مرقمة",
    quote: "اقتباس",
    spoiler: "نص مخفي",
  },
};
