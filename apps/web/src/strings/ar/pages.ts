import type { Catalogue } from "../catalogue.ts";

export const pages: Catalogue["later"]["pages"] = {
  nothingHere: "لا شيء هنا",
  nothingAtAddress: "لا يوجد شيء في هذا العنوان",
  mistyped: "ربما كُتب العنوان خطأ.",
  back: "رجوع",
};
