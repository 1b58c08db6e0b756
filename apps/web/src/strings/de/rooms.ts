import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const rooms: Catalogue["now"]["rooms"] = {
  kinds: {
    public: "Öffentlicher Raum",
    private: "Privater Raum",
    announcement: "Ankündigungen",
    direct: "Direktnachrichten",
  },
  announcements: "Ankündigungen",
  notes: (username) => `${username} (du)`,
  draft: "Entwurf, nicht gesendet",
  unread: "ungelesen",
  unreadMentions: (count) => plural(count, { one: "# ungelesene Erwähnung", other: "# ungelesene Erwähnungen" }),
  unreadMessages: (count) => plural(count, { one: "# ungelesene Nachricht", other: "# ungelesene Nachrichten" }),
  rules: {
    archived: "Dieser Raum ist archiviert. Man kann ihn lesen, aber nicht darin schreiben.",
    onlyAdmins: "Hier schreiben nur Admins.",
  },
};
