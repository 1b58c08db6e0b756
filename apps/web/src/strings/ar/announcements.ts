import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const announcements: Catalogue["later"]["announcements"] = {
  from: (name, more) => (more === 0 ? rich`إعلان من ${name}` : rich`إعلان من ${name}، وقبله ${number(more)}`),
  open: "فتح",
  dismiss: "إخفاء",
};
