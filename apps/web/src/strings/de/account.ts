import type { Catalogue } from "../catalogue.ts";

export const account: Catalogue["now"]["account"] = {
  title: "Konto",
  of: (username, initials) => `Konto von ${username}, ${initials}`,
};
