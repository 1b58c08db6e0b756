import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const sidebarLater: Catalogue["later"]["sidebar"] = {
  newFrom: (name) => `رسالة جديدة من ${name}`,
  mentionedIn: (room) => `ذُكرت في ${room}`,
  mentionedInThread: (room) => `ذُكرت في سلسلة نقاش في ${room}`,
  find: {
    found: "النتائج",
    start: (name) => rich`إنشاء الغرفة ${name}`,
    you: "أنت",
    message: "رسالة",
    join: "انضمام",
  },
};
