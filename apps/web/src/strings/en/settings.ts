import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const settings = {
  title: "Settings",
  sections: {
    account: "Account",
    sessions: "Sessions",
    blocked: "Blocked people",
  },
  language: {
    title: "Language",
    says: "For the page, its dates and its numbers. Kept in this browser.",
    failed: "The words could not be loaded. Try again.",
    ofTheBrowser: (language: string) => `As the browser (${language})`,
  },
  previews: {
    title: "Link previews",
    says: "Below your messages, others see what your links lead to. The server asks those pages for it. Kept in this browser.",
    show: "Show them",
  },
  account: {
    name: {
      title: "Name",
      label: "Display name",
      hint: (username: string) => `Left empty, others see ${username}.`,
      save: "Save name",
      done: "Your name is saved.",
    },
    email: {
      title: "Email address",
      save: "Change email",
      done: "Your email address is changed.",
    },
    password: {
      title: "Password",
      new: "New password",
      current: "Current password",
      save: "Change password",
      done: "Your password is changed, and other devices are signed out.",
    },
    export: {
      title: "Export your data",
      says: "All that this server keeps of you, as a JSON file: your account, your sessions, your rooms and what you wrote.",
      download: "Download",
      collecting: (count: number) =>
        plural(count, { one: "Collecting… # message so far", other: "Collecting… # messages so far" }),
    },
    delete: {
      title: "Delete your account",
      says: "For good. Your name, your email and your sessions are erased; nobody can take your username.",
      open: "Delete account",
      question: "Delete your account?",
      erased: "Your name, email and password are erased at once, and you are signed out everywhere.",
      leaves: "You leave all rooms, and what you had not sent in this browser is deleted.",
      stays:
        "What you wrote stays in its rooms, as by “deleted user”, unless this server erases that as well. To have something gone for sure, delete it first.",
      noWayBack: (username: string) => `There is no way back, and nobody gets the username ${username} again.`,
      type: (username: string) => `Type ${username} to confirm`,
      keep: "Keep account",
      confirm: "Delete for good",
    },
  },
  sessions: {
    says: "Where you are signed in. End what you do not know, and change your password then.",
    endOthers: "End all others",
    list: {
      loading: "Loading: Your sessions",
      failed: "Your sessions could not be loaded.",
      empty: "You are signed in nowhere.",
    },
    endingOthers: {
      title: "End all other sessions?",
      says: "Everywhere but here you are signed out at once, and have to sign in again with your password.",
      keep: "Keep them",
      confirm: "End them",
    },
    ending: {
      title: "End this session?",
      says: (device: ReactNode) =>
        rich`${device} is signed out at once. Whoever sits there has to sign in again with your password.`,
      keep: "Keep it",
      confirm: "End session",
    },
    ended: (device: string) => `${device} is signed out.`,
    othersEnded: (count: number) =>
      plural(count, { one: "# other session has ended.", other: "# other sessions have ended." }),
    thisOne: "This one",
    used: (lastUsed: string, signedIn: string) => `Last used ${lastUsed} · signed in ${signedIn}`,
    end: "End",
    endOf: (device: string) => `End the session of ${device}`,
    browserOn: (browser: string, system: string) => `${browser} on ${system}`,
    unknownProgram: "An unknown program",
  },
  blocked: {
    says: "Neither of you sends the other direct messages, they cannot add you to rooms, and you are not told when they mention you. They are not told of it.",
    list: {
      loading: "Loading: The people whom you have blocked",
      failed: "The people whom you have blocked could not be loaded.",
      empty: "You have blocked nobody.",
    },
    since: (moment: string) => `Blocked ${moment}`,
    unblock: "Unblock",
    unblockPerson: (name: string) => `Unblock ${name}`,
  },
};
