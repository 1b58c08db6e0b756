import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const signIn: Catalogue["later"]["signIn"] = {
  title: "تسجيل الدخول",
  newHere: (link) => rich`جديد هنا؟ ${link("أنشئ حسابًا")}`,
  emailOrUsername: "البريد الإلكتروني أو اسم المستخدم",
  sessionEnded: "انتهت جلستك؛ سجّل الدخول مجددًا",
  endedBecause: (why) => `${why}.`,
  endedAndKept: (why) => `${why}. ما لم ترسله محفوظ.`,
  signUp: {
    title: "إنشاء حسابك",
    haveOne: (link) => rich`لديك حساب بالفعل؟ ${link("سجّل الدخول")}`,
    usernameHint: "ما يراه الآخرون. لا يمكنك تغييره لاحقًا.",
    create: "إنشاء الحساب",
  },
};
