import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const app: Catalogue["now"]["app"] = {
  loadingPage: "جارٍ تحميل الصفحة",
  yourRooms: "غرفك",
  serverUnreachable: "لا يمكن الوصول إلى الخادم",
  serverBusy: "الخادم مشغول",
  triesAgainIn: (time) => rich`سيحاول hubbub مرة أخرى بعد ${time}.`,
  stillSignedIn: "ما زلت مسجل الدخول.",
};
