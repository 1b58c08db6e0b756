import type { Catalogue } from "../catalogue.ts";
export const uiLater: Catalogue["later"]["ui"] = {
  save: "Speichern",
  notNow: "Nicht jetzt",
  name: "Name",
  topic: "Thema",
  username: "Benutzername",
  email: "E-Mail",
  people: "Personen",
  password: {
    label: "Passwort",
    show: "Zeigen",
    hide: "Verbergen",
  },
};
