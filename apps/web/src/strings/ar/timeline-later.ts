import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const timelineLater: Catalogue["later"]["timeline"] = {
  days: {
    lastWeek: "الأسبوع الماضي",
    first: "أول رسالة",
    date: "التاريخ",
    go: "انتقال",
  },
  callsYou: "ذُكرتَ هنا",
  first: {
    label: "ما تبدأ به",
    hello: {
      title: "ألقِ التحية",
      says: "يمكن لمن يأتي لاحقًا قراءتها أيضًا.",
      do: "اكتب الآن",
    },
    look: {
      title: "تجوّل",
      says: "انضم إلى الغرف التي تهمك مواضيعها.",
      do: "عرض كل الغرف",
    },
    room: {
      title: "أنشئ غرفة",
      says: "لفريق أو موضوع أو مشروع.",
      do: "إنشاء غرفة",
    },
    person: {
      title: "اكتب إلى شخص ما",
      says: "لا يقرؤها سواكما.",
      do: "اختيار شخص",
    },
  },
  newMessages: (count) =>
    plural(count, {
      zero: "# رسالة جديدة",
      one: "رسالة جديدة",
      two: "رسالتان جديدتان",
      few: "# رسائل جديدة",
      many: "# رسالة جديدة",
      other: "# رسالة جديدة",
    }),
};
