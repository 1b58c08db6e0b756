import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const announcements: Catalogue["now"]["announcements"] = {
  from: (name, more) => (more === 0 ? rich`إعلان من ${name}` : rich`إعلان من ${name}، و${more} قبله`),
  open: "فتح",
  dismiss: "إخفاء",
};
