import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const sidebarLater: Catalogue["later"]["sidebar"] = {
  find: {
    found: "النتائج",
    start: (name) => rich`إنشاء الغرفة ${name}`,
    you: "أنت",
    message: "رسالة",
    join: "انضمام",
  },
};
