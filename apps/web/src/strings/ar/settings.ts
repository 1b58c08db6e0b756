import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const settings: Catalogue["later"]["settings"] = {
  title: "الإعدادات",
  sections: {
    account: "الحساب",
    sessions: "الجلسات",
    blocked: "المحجوبون",
  },
  language: {
    title: "اللغة",
    says: "لغة الصفحة وتواريخها وأرقامها. تُحفظ في هذا المتصفح.",
    failed: "تعذر تحميل النصوص. حاول مرة أخرى.",
    ofTheBrowser: (language) => `كما في المتصفح (${language})`,
  },
  account: {
    name: {
      title: "الاسم",
      label: "الاسم المعروض",
      hint: (username) => `إن تُرك فارغًا رأى الآخرون ${username}.`,
      save: "حفظ الاسم",
      done: "حُفظ اسمك.",
    },
    email: {
      title: "عنوان البريد الإلكتروني",
      save: "تغيير البريد",
      done: "غُيّر عنوان بريدك.",
    },
    password: {
      title: "كلمة المرور",
      new: "كلمة المرور الجديدة",
      current: "كلمة المرور الحالية",
      save: "تغيير كلمة المرور",
      done: "غُيّرت كلمة مرورك، وسُجّل خروج الأجهزة الأخرى.",
    },
    export: {
      title: "تصدير بياناتك",
      says: "كل ما يحفظه هذا الخادم عنك، في ملف JSON: حسابك وجلساتك وغرفك وما كتبته.",
      download: "تنزيل",
      collecting: (count) =>
        plural(count, {
          zero: "جارٍ الجمع… # رسالة حتى الآن",
          one: "جارٍ الجمع… رسالة واحدة حتى الآن",
          two: "جارٍ الجمع… رسالتان حتى الآن",
          few: "جارٍ الجمع… # رسائل حتى الآن",
          many: "جارٍ الجمع… # رسالة حتى الآن",
          other: "جارٍ الجمع… # رسالة حتى الآن",
        }),
    },
    delete: {
      title: "حذف حسابك",
      says: "نهائيًا. يُمحى اسمك وبريدك وجلساتك؛ ولا يمكن لأحد أخذ اسم المستخدم.",
      open: "حذف الحساب",
      question: "حذف حسابك؟",
      erased: "يُمحى اسمك وبريدك وكلمة مرورك فورًا، ويُسجَّل خروجك في كل مكان.",
      leaves: "تغادر كل الغرف، ويُحذف ما لم ترسله في هذا المتصفح.",
      stays: "يبقى ما كتبته في غرفه باسم «deleted user»، ما لم يمحُه هذا الخادم أيضًا. ما تريد زواله حتمًا فاحذفه أولًا.",
      noWayBack: (username) => `لا رجعة في ذلك، ولن يحصل أحد على اسم المستخدم ${username} مجددًا.`,
      type: (username) => `اكتب ${username} للتأكيد`,
      keep: "الاحتفاظ بالحساب",
      confirm: "حذف نهائي",
    },
  },
  sessions: {
    says: "حيث سجّلت الدخول. أنهِ ما لا تعرفه، ثم غيّر كلمة مرورك.",
    endOthers: "إنهاء كل الأخرى",
    list: {
      loading: "جارٍ تحميل جلساتك",
      failed: "تعذر تحميل جلساتك.",
      empty: "لم تسجّل الدخول في أي مكان.",
    },
    endingOthers: {
      title: "إنهاء كل الجلسات الأخرى؟",
      says: "يُسجَّل خروجك فورًا في كل مكان سوى هنا، وعليك تسجيل الدخول بكلمة مرورك مجددًا.",
      keep: "الإبقاء عليها",
      confirm: "إنهاؤها",
    },
    ending: {
      title: "إنهاء هذه الجلسة؟",
      says: (device) => rich`يُسجَّل خروج ${device} فورًا. على من يستخدمه تسجيل الدخول بكلمة مرورك مجددًا.`,
      keep: "الإبقاء عليها",
      confirm: "إنهاء الجلسة",
    },
    ended: (device) => `سُجّل خروج ${device}.`,
    othersEnded: (count) =>
      plural(count, {
        zero: "انتهت # جلسة أخرى.",
        one: "انتهت جلسة أخرى واحدة.",
        two: "انتهت جلستان أخريان.",
        few: "انتهت # جلسات أخرى.",
        many: "انتهت # جلسة أخرى.",
        other: "انتهت # جلسة أخرى.",
      }),
    thisOne: "هذه",
    used: (lastUsed, signedIn) => `آخر استخدام ${lastUsed} · تسجيل الدخول ${signedIn}`,
    end: "إنهاء",
    endOf: (device) => `إنهاء جلسة ${device}`,
    browserOn: (browser, system) => `${browser} على ${system}`,
    unknownProgram: "برنامج غير معروف",
  },
  blocked: {
    says: "لا يرسل أي منكما رسائل مباشرة إلى الآخر، ولا يمكنهم إضافتك إلى غرف، ولا تُنبَّه عند ذكرك. لا يُبلَّغون بذلك.",
    list: {
      loading: "جارٍ تحميل من حجبتهم",
      failed: "تعذر تحميل من حجبتهم.",
      empty: "لم تحجب أحدًا.",
    },
    since: (moment) => `حُجب ${moment}`,
    unblock: "إلغاء الحجب",
    unblockPerson: (name) => `إلغاء حجب ${name}`,
  },
};
