import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const admin: Catalogue["later"]["admin"] = {
  title: "هذا الخادم",
  sections: {
    people: "الأشخاص",
    audit: "سجل التدقيق",
  },
  notForYou: {
    pageTitle: "لمشرفي الخادم",
    title: "لا يرى هذه الصفحة إلا مشرفو الخادم",
    says: "حسابك ليس منهم. يمكن لمن يدير هذا الخادم تعيينك.",
  },
  people: {
    find: "البحث عن أشخاص",
    placeholder: "اسم المستخدم أو الاسم المعروض أو البريد",
    list: {
      loading: "جارٍ تحميل الحسابات",
      failed: "تعذر تحميل الحسابات.",
    },
    nobodyYet: "لا يوجد أحد بعد.",
    nobodyBegins: (query) => `لا يبدأ اسم أحد أو بريده بـ «${query}».`,
    admin: "مشرف الخادم",
    disabled: "معطّل",
    you: "أنت",
    signedUp: (email, moment) => `${email} · التسجيل ${moment}`,
    disable: "تعطيل",
    disablePerson: (name) => `تعطيل ${name}`,
    enable: "تفعيل",
    enablePerson: (name) => `تفعيل ${name}`,
    disabling: {
      title: (name) => `تعطيل ${name}؟`,
      says: (name) =>
        rich`يُسجَّل خروج ${name} في كل مكان خلال ثانية ولا يمكنه تسجيل الدخول. يبقى ما كتبه. يمكنك تفعيل الحساب مجددًا.`,
    },
    isDisabled: (name) => `عُطّل ${name} وسُجّل خروجه.`,
    isEnabled: (name) => `يمكن لـ ${name} تسجيل الدخول مجددًا.`,
  },
  audit: {
    what: "ماذا",
    everything: "الكل",
    who: "من",
    find: "بحث",
    nobody: (name) => `لا أحد هنا اسمه «${name}»`,
    list: {
      loading: "جارٍ تحميل سجل التدقيق",
      failed: "تعذر تحميل سجل التدقيق.",
      empty: "لم يُفعل شيء من هذا النوع.",
    },
    side: "فعل ذلك أو وقع عليه",
    didIt: "فعل ذلك",
    wasConcerned: "وقع عليه",
    notOnly: (name) => `ليس ${name} فقط`,
    onlyWhat: (name) => `ما فعله ${name} فقط`,
    somebody: "شخص ما",
    accountNumber: (id) => `الحساب ${id}`,
    accountNumberFirst: (id) => `الحساب ${id}`,
    server: "الخادم",
    inRoom: (room) => `في ${room}`,
    roomNumber: (id) => `الغرفة ${id}`,
    hiddenRoom: (id) => `الغرفة ${id} (خاصة أو لم تعد موجودة)`,
    fromAddress: (address) => `من ${address}`,
    actions: {
      account_registered: {
        label: "إنشاء الحسابات",
        did: () => "أنشأ حسابًا",
      },
      account_disabled: {
        label: "تعطيل الحسابات",
        did: (whom) => `عطّل حساب ${whom}`,
      },
      account_enabled: {
        label: "تفعيل الحسابات",
        did: (whom) => `فعّل حساب ${whom}`,
      },
      account_deleted: {
        label: "حذف الحسابات",
        did: () => "حذف حسابه",
      },
      account_exported: {
        label: "تصدير البيانات",
        did: () => "صدّر بياناته",
      },
      admin_appointed: {
        label: "تعيين المشرفين",
        did: (whom) => `عيّن ${whom} مشرفًا للخادم`,
      },
      admin_withdrawn: {
        label: "إعفاء المشرفين",
        did: (whom) => `أعفى ${whom} من إشراف الخادم`,
      },
      password_changed: {
        label: "تغيير كلمات المرور",
        did: () => "غيّر كلمة مروره",
      },
      email_changed: {
        label: "تغيير البريد",
        did: () => "غيّر بريده",
      },
      sessions_ended: {
        label: "إنهاء الجلسات",
        did: () => "أنهى جلسات له",
      },
      keys_rotated: {
        label: "تدوير مفاتيح التوقيع",
        did: () => "دوّر مفاتيح التوقيع",
      },
      member_banned: {
        label: "الحظر",
        did: (whom) => `حظر ${whom}`,
      },
      member_unbanned: {
        label: "رفع الحظر",
        did: (whom) => `رفع الحظر عن ${whom}`,
      },
      member_muted: {
        label: "الكتم",
        did: (whom) => `كتم ${whom}`,
      },
      member_unmuted: {
        label: "إلغاء الكتم",
        did: (whom) => `ألغى كتم ${whom}`,
      },
      member_removed: {
        label: "إزالة أشخاص",
        did: (whom) => `أزال ${whom}`,
      },
      member_role_changed: {
        label: "الأدوار",
        did: (whom) => `غيّر دور ${whom}`,
      },
      room_archived: {
        label: "أرشفة الغرف",
        did: () => "أرشف غرفة",
      },
      retention_changed: {
        label: "مدة الحفظ",
        did: () => "غيّر مدة حفظ الرسائل",
      },
      messages_expired: {
        label: "انتهاء الرسائل",
        did: () => "حذف رسائل انتهت مدة حفظها",
      },
      message_removed: {
        label: "إزالة الرسائل",
        did: (whom) => `أزال رسالة لـ ${whom}`,
      },
    },
  },
};
