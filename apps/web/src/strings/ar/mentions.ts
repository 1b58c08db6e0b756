import type { Catalogue } from "../catalogue.ts";

export const mentions: Catalogue["now"]["mentions"] = {
  people: "أشخاص يمكنك ذكرهم",
};
