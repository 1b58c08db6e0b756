import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const roomHeaderLater: Catalogue["later"]["roomHeader"] = {
  leaving: {
    title: (room) => `مغادرة ${room}؟`,
    keep: "البقاء",
    confirm: "مغادرة",
    private: "الغرفة خاصة: لا تعود إلا إذا أضافك مالك أو مشرف.",
    public: "يمكنك الانضمام مجددًا متى شئت.",
  },
  kinds: {
    public: "عامة: يمكن للجميع هنا العثور عليها والانضمام",
    private: "خاصة: لا يراها إلا أعضاؤها",
    announcement: "الإعلانات: الجميع يقرأ والمشرفون يكتبون",
    direct: "الرسائل المباشرة",
  },
  noTopic: "لا موضوع.",
  kept: (days) =>
    plural(days, {
      zero: "تُحفظ الرسائل # يومًا",
      one: "تُحفظ الرسائل يومًا واحدًا",
      two: "تُحفظ الرسائل يومين",
      few: "تُحفظ الرسائل # أيام",
      many: "تُحفظ الرسائل # يومًا",
      other: "تُحفظ الرسائل # يومًا",
    }),
  made: (date) => `أُنشئت في ${date}`,
  youOwn: "أنت مالكها",
  youAdmin: "أنت مشرف فيها",
  showPreviews: "إظهار معاينة الروابط",
  noPreviews: "تظهر الروابط دون معاينة",
  keepDays: "الاحتفاظ بالرسائل (أيام)",
  keepPlaceholder: "كما في هذا الخادم",
  keepHint: "يُحذف ما هو أقدم بعد ساعة على الأكثر، للجميع ونهائيًا.",
};
