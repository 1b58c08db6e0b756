import type { Catalogue } from "../catalogue.ts";
export const roomsLater: Catalogue["later"]["rooms"] = {
  new: {
    namePlaceholder: "release-3.2",
    topicHint: "Worum es geht, in wenigen Worten. Kann leer bleiben.",
    whoMayJoin: "Wer beitreten kann",
    public: {
      label: "Öffentlich",
      note: "Alle hier können ihn finden und beitreten",
    },
    private: {
      label: "Privat",
      note: "Nur wer hinzugefügt wird, kann ihn sehen",
    },
    create: "Raum anlegen",
  },
};
