import type { Catalogue } from "../catalogue.ts";
import { number } from "./words.ts";

export const sidebar: Catalogue["now"]["sidebar"] = {
  rooms: "الغرف",
  directs: "الرسائل المباشرة",
  loading: "جارٍ تحميل غرفك",
  notLoaded: "تعذر تحميل غرفك.",
  notAllLoaded: "تعذر تحميل بعض غرفك.",
  triesAgain: "سيحاول hubbub مرة أخرى.",
  noRoom: "لست في أي غرفة بعد.",
  writeToSomeone: "اكتب إلى شخص ما",
  latest: (count) => `هذه هي ${number(count)} ذات أحدث الرسائل. ابحث عن غيرها بالاسم.`,
  find: {
    label: "البحث عن غرفة أو محادثة أو بدؤها",
    placeholder: "ابحث أو ابدأ",
  },
};
