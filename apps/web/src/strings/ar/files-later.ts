import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number, plural } from "./words.ts";

export const filesLater: Catalogue["later"]["files"] = {
  only: {
    picture: (name) => `صورة: ${name}`,
    video: (name) => `فيديو: ${name}`,
    audio: (name) => `صوت: ${name}`,
    file: (name) => `ملف: ${name}`,
    pictures: (count) =>
      plural(count, {
        zero: "لا صور",
        one: "صورة واحدة",
        two: "صورتان",
        few: "# صور",
        many: "# صورة",
        other: "# صورة",
      }),
    files: (count) =>
      plural(count, {
        zero: "لا ملفات",
        one: "ملف واحد",
        two: "ملفان",
        few: "# ملفات",
        many: "# ملفًا",
        other: "# ملف",
      }),
    some: "ملفات",
  },
  kinds: {
    picture: "صورة",
    video: "فيديو",
    audio: "صوت",
    code: "شيفرة",
    text: "نص",
    pdf: "PDF",
    archive: "أرشيف",
    document: "مستند",
    table: "جدول",
    slides: "عرض تقديمي",
    other: "ملف",
  },
  kindAndSize: (kind, size) => `${kind}، ${size}`,
  more: (count) => `+${number(count)}`,
  download: "تنزيل",
  notPlayed: "لا يمكن تشغيل هذا هنا. نزّله لتشغيله.",
  beginning: {
    label: (name) => `بداية ${name}`,
    less: "عرض أقل",
    rest: "نزّل الملف لقراءة بقيته.",
  },
  lightbox: {
    from: (name, time) => rich`${name}، ${time}`,
    at: (place, count) => `${number(place)} من ${number(count)}`,
    previous: "الصورة السابقة",
    next: "الصورة التالية",
    enlarge: "تكبير",
    fit: "ملاءمة النافذة",
    keys: "المفاتيح",
    failed: "تعذر تحميل الصورة.",
    home: "Home",
    end: "End",
    does: {
      step: "السابقة والتالية",
      ends: "الأولى والأخيرة",
      enlarge: "تكبير، أو نقر مزدوج",
      help: "عرض هذه المفاتيح",
      close: "إغلاق",
    },
  },
  panel: {
    loading: "جارٍ تحميل الملفات",
    failed: "تعذر تحميل الملفات.",
    filter: "أي الملفات",
    filters: { all: "الكل", pictures: "الصور", others: "ملفات أخرى" },
    none: "لا ملفات بعد",
    noneSays: "هنا يقف ما يُرسَل هنا غير الكلام، الأحدث أولًا: صور ومستندات وتسجيلات.",
    nonePictures: "لا صور بعد",
    nonePicturesSays: "هنا تقف الصور التي تُرسَل هنا، الأحدث أولًا.",
    noneOthers: "لا شيء غير الصور بعد",
    noneOthersSays: "هنا تقف المستندات والتسجيلات وكل ما يُرسَل هنا غير الصور، الأحدث أولًا.",
  },
};
