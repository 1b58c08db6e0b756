import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const rooms: Catalogue["now"]["rooms"] = {
  kinds: {
    public: "غرفة عامة",
    private: "غرفة خاصة",
    announcement: "الإعلانات",
    direct: "الرسائل المباشرة",
  },
  announcements: "الإعلانات",
  notes: (username) => `${username} (أنت)`,
  draft: "مسودة لم تُرسل",
  unread: "غير مقروء",
  unreadMentions: (count) =>
    plural(count, {
      zero: "# إشارة غير مقروءة",
      one: "إشارة واحدة غير مقروءة",
      two: "إشارتان غير مقروءتين",
      few: "# إشارات غير مقروءة",
      many: "# إشارة غير مقروءة",
      other: "# إشارة غير مقروءة",
    }),
  unreadMessages: (count) =>
    plural(count, {
      zero: "# رسالة غير مقروءة",
      one: "رسالة واحدة غير مقروءة",
      two: "رسالتان غير مقروءتين",
      few: "# رسائل غير مقروءة",
      many: "# رسالة غير مقروءة",
      other: "# رسالة غير مقروءة",
    }),
  rules: {
    archived: "هذه الغرفة مؤرشفة. يمكن قراءتها دون الكتابة فيها.",
    onlyAdmins: "المشرفون وحدهم يكتبون هنا.",
  },
};
