import type { Catalogue } from "../catalogue.ts";
import { list, plural } from "./words.ts";

export const timeline: Catalogue["now"]["timeline"] = {
  messages: "الرسائل",
  loading: "جارٍ تحميل الرسائل",
  older: {
    loading: "جارٍ تحميل رسائل أقدم",
    failed: "تعذر تحميل الرسائل الأقدم.",
  },
  newer: {
    loading: "جارٍ تحميل رسائل أحدث",
    failed: "تعذر تحميل الرسائل الأحدث.",
  },
  new: "جديد",
  today: "اليوم",
  yesterday: "أمس",
  typing: (names) =>
    names.length === 1 ? `${list(names)} يكتب` : names.length === 2 ? `${list(names)} يكتبان` : `${list(names)} يكتبون`,
  severalTyping: "عدة أشخاص يكتبون",
  place: {
    label: "أين أنت",
    unread: (count) =>
      plural(count, {
        zero: "لا جديد",
        one: "رسالة جديدة",
        two: "رسالتان جديدتان",
        few: "# رسائل جديدة",
        many: "# رسالة جديدة",
        other: "# رسالة جديدة",
      }),
    toUnread: "الانتقال إلى أول رسالة جديدة",
    toNewest: "إلى الأحدث",
    markRead: "تمت القراءة",
    back: "العودة إلى حيث كنت",
    notes: {
      nearest: "لم تعد هذه الرسالة هنا. هذه أقرب رسالة إليها.",
      none: "لا توجد رسالة كهذه في هذه الغرفة.",
      "nothing-since": "لم يُكتب شيء منذ ذلك الحين. هذه أحدث رسالة.",
      failed: "تعذر عرض هذا الموضع.",
    },
  },
  days: {
    label: "الانتقال إلى يوم",
    from: (day) => `${day}: الانتقال إلى يوم آخر`,
  },
  start: {
    welcome: (username) => `مرحبًا، ${username}`,
    general: (room) => `هذه ${room}، حيث يبدأ الجميع في هذا الخادم.`,
    announcements: "هنا بداية الإعلانات",
    room: (room) => `هنا بداية ${room}`,
    notes: "هنا بداية ملاحظاتك",
    direct: (name) => `هنا بداية رسائلك مع ${name}`,
    onlyYou: "لا يقرؤها أحد سواك.",
    onlyTwo: "لا يقرؤها سواكما.",
    members: "لا يقرؤها إلا أعضاؤها.",
    everyoneReads: "الجميع هنا يقرأ؛ والمشرفون يكتبون.",
    public: "يمكن للجميع هنا العثور عليها والقراءة.",
    writeFirst: "اكتب الرسالة الأولى في الأسفل.",
  },
};
