import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const peopleLater: Catalogue["later"]["people"] = {
  actions: {
    message: "مراسلة",
    mention: "ذكر",
    mute: "كتم…",
    unmute: "إلغاء الكتم",
    remove: "إزالة من الغرفة…",
    ban: "حظر…",
    unban: "رفع الحظر",
    owner: "تعيين مالكًا",
    admin: "تعيين مشرفًا",
    member: "تعيين عضوًا",
    block: "حجب…",
    unblock: "إلغاء الحجب",
  },
  loadingActions: "جارٍ تحميل ما يمكنك فعله",
  howLong: {
    label: "المدة",
    hour: "ساعة",
    day: "يوم",
    week: "أسبوع",
    good: "بلا نهاية",
  },
  ban: {
    title: (name) => `حظر ${name}؟`,
    confirm: "حظر",
    says: (name, room) =>
      rich`يُخرج ${name} من ${room}، ولا يمكنه قراءتها بعد ذلك ولا العودة إليها أو إضافته قبل انتهاء المدة. يرى كل من فيها أنك فعلت ذلك.`,
    reason: "السبب",
    reasonHint: "يقرؤه مالكو الغرفة ومشرفوها. يمكن تركه فارغًا.",
  },
  mute: {
    title: (name) => `كتم ${name}؟`,
    confirm: "كتم",
    says: (name, room) => rich`يمكن لـ ${name} عندها القراءة في ${room} دون الكتابة. يرى كل من فيها أنك فعلت ذلك.`,
  },
  block: {
    title: (name) => `حجب ${name}؟`,
    confirm: "حجب",
    noDirects: "لا يمكن لأي منكما إرسال رسائل مباشرة إلى الآخر.",
    noRooms: (name) => rich`لا يمكن لـ ${name} إضافتك إلى غرف، ولا تُنبَّه عند ذكرك.`,
    stillSeen: "في الغرف المشتركة يبقى كل منكما يرى ما يكتبه الآخر.",
    notTold: "لن يُبلَّغ بذلك. يمكنك إلغاء الحجب متى شئت.",
  },
  giveUpOwner: {
    title: "التخلي عن الملكية؟",
    says: (room) => `لن يمكنك بعد ذلك منح الأدوار في ${room}. وحده مالك آخر يمكنه إعادتك مالكًا.`,
    keep: "البقاء مالكًا",
    becomeAdmin: "التحول إلى مشرف",
    becomeMember: "التحول إلى عضو",
  },
  remove: {
    title: (name) => `إزالة ${name}؟`,
    public: (name, room) =>
      rich`لن يتمكن ${name} من الكتابة في ${room}، ويرى كل من فيها أنك فعلت ذلك. الغرفة عامة: يمكنه الانضمام مجددًا بنفسه.`,
    private: (name, room) =>
      rich`لن يتمكن ${name} من القراءة أو الكتابة في ${room}، ويرى كل من فيها أنك فعلت ذلك. لا يعود إلا إذا أضافه مالك أو مشرف.`,
    keep: "إبقاء",
    confirm: "إزالة",
  },
  makeOwner: {
    title: (name) => `تعيين ${name} مالكًا؟`,
    says: (name, room) =>
      rich`يمكن لـ ${name} عندها في ${room} كل ما يمكنك: تغييرها أو أرشفتها، ومنح الأدوار وسحبها، وإزالة الأشخاص وأنت منهم.`,
    confirm: "تعيين مالكًا",
  },
  done: {
    owner: (name) => `أصبح ${name} مالكًا.`,
    admin: (name) => `أصبح ${name} مشرفًا.`,
    member: (name) => `أصبح ${name} عضوًا.`,
    muted: {
      hour: (name) => `كُتم ${name} لمدة ساعة.`,
      day: (name) => `كُتم ${name} لمدة يوم.`,
      week: (name) => `كُتم ${name} لمدة أسبوع.`,
      good: (name) => `كُتم ${name} بلا نهاية.`,
    },
    unmuted: (name) => `يمكن لـ ${name} الكتابة مجددًا.`,
    removed: (name, room) => `لم يعد ${name} في ${room}.`,
    banned: {
      hour: (name) => `حُظر ${name} لمدة ساعة.`,
      day: (name) => `حُظر ${name} لمدة يوم.`,
      week: (name) => `حُظر ${name} لمدة أسبوع.`,
      good: (name) => `حُظر ${name} بلا نهاية.`,
    },
    unbanned: (name) => `يمكن لـ ${name} العودة.`,
    blocked: (name) => `حجبت ${name}.`,
    unblocked: (name) => `لم يعد ${name} محجوبًا.`,
  },
  picker: {
    to: "إلى",
    notes: "أنت: ملاحظات لنفسك",
    failed: "لم ينجح البحث. حاول مرة أخرى.",
    nobody: (query) => `لا أحد هنا اسمه «${query}»`,
  },
  panel: {
    banned: (count) => `المحظورون، ${number(count)}`,
    bannedAndMore: (count) => `المحظورون، ${number(count)} وأكثر`,
    bansFailed: "تعذر تحميل قائمة المحظورين.",
    liftBan: "رفع الحظر",
    liftBanOf: (name) => `رفع الحظر عن ${name}`,
  },
};
