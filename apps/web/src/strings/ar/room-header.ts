import type { Catalogue } from "../catalogue.ts";

export const roomHeader: Catalogue["now"]["roomHeader"] = {
  onlyYou: "لا يرى هذا سواك",
  hereNow: "موجود الآن",
  search: "بحث",
  menu: "قائمة الغرفة",
  room: "الغرفة",
  details: "تفاصيل الغرفة",
  leave: "مغادرة الغرفة",
};
