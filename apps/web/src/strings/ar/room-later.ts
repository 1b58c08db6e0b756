import type { Catalogue } from "../catalogue.ts";
export const roomLater: Catalogue["later"]["room"] = {
  bannedSays: "لا يمكنك قراءتها أو العودة إليها قبل انتهاء ذلك، أو حتى يرفعه أحد مالكيها أو مشرفيها.",
  joinAgain: "الانضمام مجددًا",
  removedFromPublic: "إنها عامة: يمكنك العودة.",
  removedFromPrivate: "يمكن لمالكيها ومشرفيها إضافتك مجددًا.",
  unknownSays: "ربما كُتب عنوانها خطأ، أو أنها خاصة ولست فيها.",
};
