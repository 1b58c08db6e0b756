import { plural } from "./words.ts";

export const accountLater = {
  settings: "Settings",
  people: "People",
  auditLog: "Audit log",
  signOut: "Sign out",
  connection: "Connection",
  noConnection: "none at the moment",
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  signOutUnsent: {
    title: "Sign out with unsent messages?",
    keep: "Stay signed in",
    confirm: "Delete and sign out",
    says: (unsent: number) =>
      plural(unsent, {
        one: "# message has not been sent. Signing out deletes it from this browser.",
        other: "# messages have not been sent. Signing out deletes them from this browser.",
      }),
  },
};
