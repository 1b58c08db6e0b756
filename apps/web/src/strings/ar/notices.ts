import type { Catalogue } from "../catalogue.ts";
import { list, number, plural } from "./words.ts";

type Notices = Catalogue["later"]["notices"];

/** The verb stands first, and takes the form of whoever does it; what is done to oneself alone is its ending. */
const done = (verb: {
  readonly you: string;
  readonly other: string;
  readonly toYou: string;
  readonly wasDone: string;
  readonly wasDoneToYou: string;
}): Notices["added"] => ({
  byYou: (people) => `${verb.you} ${people}`,
  by: (actor, people, who) => (who === "you" ? `${verb.toYou} ${actor}` : `${verb.other} ${actor} ${people}`),
  bySomebody: (people, who) =>
    who === "you" ? verb.wasDoneToYou : `${who === "youWith" ? verb.wasDoneToYou : verb.wasDone} ${people}`,
});

/** The same with a preposition: "the mute of whom". */
const doneOf = (verb: {
  readonly you: string;
  readonly other: string;
  readonly wasDone: string;
}): Notices["added"] => ({
  byYou: (people) => `${verb.you} ${people}`,
  by: (actor, people, who) => `${verb.other} ${actor} ${who === "you" ? "عنك" : `عن ${people}`}`,
  bySomebody: (people, who) => `${verb.wasDone} ${who === "you" ? "عنك" : `عن ${people}`}`,
});

const joined = (you: string, other: string): Notices["joined"] => {
  return (people, who) => (who === "you" ? you : `${who === "youWith" ? you : other} ${people}`);
};

export const notices: Notices = {
  you: "أنت",
  youAsObject: "إياك",
  people: (names, more) => (more === 0 ? list(names) : `${names.join("، ")} و${number(more)} آخرون`),
  joined: joined("انضممت", "انضم"),
  left: joined("غادرت", "غادر"),
  added: done({ you: "أضفت", other: "أضاف", toYou: "أضافك", wasDone: "أُضيف", wasDoneToYou: "أُضفت" }),
  removed: done({ you: "أزلت", other: "أزال", toYou: "أزالك", wasDone: "أُزيل", wasDoneToYou: "أُزلت" }),
  banned: done({ you: "حظرت", other: "حظر", toYou: "حظرك", wasDone: "حُظر", wasDoneToYou: "حُظرت" }),
  unbanned: doneOf({ you: "رفعت الحظر عن", other: "رفع الحظر", wasDone: "رُفع الحظر" }),
  muted: done({ you: "كتمت", other: "كتم", toYou: "كتمك", wasDone: "كُتم", wasDoneToYou: "كُتمت" }),
  unmuted: doneOf({ you: "رفعت الكتم عن", other: "رفع الكتم", wasDone: "رُفع الكتم" }),
  archived: (actor, isYou) => (isYou ? "أرشفت الغرفة" : `أرشف ${actor} الغرفة`),
  madeOwner: (actor, isYou, whom) => `${isYou ? "عيّنت" : `عيّن ${actor}`} ${whom} مالكًا`,
  madeAdmin: (actor, isYou, whom) => `${isYou ? "عيّنت" : `عيّن ${actor}`} ${whom} مشرفًا`,
  madeMember: (actor, isYou, whom) => `${isYou ? "عيّنت" : `عيّن ${actor}`} ${whom} عضوًا`,
  changed: (actor, isYou, changes) => (isYou ? changes.join(" و") : `${actor} ${changes.join(" و")}`),
  renamed: (name, isYou) => `${isYou ? "غيّرت" : "غيّر"} اسم الغرفة إلى ${name}`,
  topicRemoved: (isYou) => `${isYou ? "أزلت" : "أزال"} الموضوع`,
  topicSet: (topic, isYou) => `${isYou ? "جعلت" : "جعل"} الموضوع «${topic}»`,
  pictureSet: (isYou) => `${isYou ? "اخترت" : "اختار"} صورة`,
  pictureRemoved: (isYou) => `${isYou ? "أزلت" : "أزال"} الصورة`,
  retentionLeft: (isYou) => `${isYou ? "تركت" : "ترك"} للخادم مدة حفظ الرسائل`,
  retentionSet: (days, isYou) =>
    `${isYou ? "جعلت" : "جعل"} مدة حفظ الرسائل ${plural(days, {
      zero: "# يوم",
      one: "يومًا واحدًا",
      two: "يومين",
      few: "# أيام",
      many: "# يومًا",
      other: "# يوم",
    })}`,
  previewsOn: (isYou) => `${isYou ? "فعّلت" : "فعّل"} معاينة الروابط`,
  previewsOff: (isYou) => `${isYou ? "عطّلت" : "عطّل"} معاينة الروابط`,
  pinned: (actor, isYou) => (isYou ? "ثبّتّ رسالة" : `ثبّت ${actor} رسالة`),
  unpinned: (actor, isYou) => (isYou ? "ألغيت تثبيت رسالة" : `ألغى ${actor} تثبيت رسالة`),
  changedSomething: (isYou) => `${isYou ? "غيّرت" : "غيّر"} الغرفة`,
};
