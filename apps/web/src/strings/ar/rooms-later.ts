import type { Catalogue } from "../catalogue.ts";
export const roomsLater: Catalogue["later"]["rooms"] = {
  new: {
    namePlaceholder: "release-3.2",
    topicHint: "الغرض منها بكلمات قليلة. يمكن تركه فارغًا.",
    whoMayJoin: "من يمكنه الانضمام",
    public: {
      label: "عامة",
      note: "يمكن للجميع هنا العثور عليها والانضمام",
    },
    private: {
      label: "خاصة",
      note: "لا يراها إلا من يُضاف إليها",
    },
    create: "إنشاء الغرفة",
  },
};
