import type { ReactNode } from "react";
import { rich } from "../rich.ts";

export const signIn = {
  title: "Sign in",
  newHere: (link: (text: string) => ReactNode) => rich`New here? ${link("Create an account")}`,
  emailOrUsername: "Email or username",
  sessionEnded: "Your session has ended; sign in again",
  /** Why it ended is a sentence of the server, without its full stop. */
  endedBecause: (why: string) => `${why}.`,
  endedAndKept: (why: string) => `${why}. What you had not sent is kept.`,
  signUp: {
    title: "Create your account",
    haveOne: (link: (text: string) => ReactNode) => rich`Have one already? ${link("Sign in")}`,
    usernameHint: "What others see. You cannot change it later.",
    create: "Create account",
  },
};
