import type { Catalogue } from "../catalogue.ts";
export const suggestions: Catalogue["later"]["suggestions"] = {
  people: "أشخاص يمكنك ذكرهم",
  emoji: "رموز بهذا الاسم",
};
