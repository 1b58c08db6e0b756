import type { Catalogue } from "../catalogue.ts";

export const account: Catalogue["now"]["account"] = {
  title: "الحساب",
  of: (username, initials) => `حساب ${username}، ${initials}`,
};
