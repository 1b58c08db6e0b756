import type { SessionState } from "@hubbub/client";
import { useEffect } from "react";
import { navigate } from "../../navigation/navigate.ts";
import { useRoute } from "../../navigation/use-route.ts";
import { SignInPage } from "./sign-in-page.tsx";
import { SignUpPage } from "./sign-up-page.tsx";

/** For those who are not signed in. The address of a room stays, so that signing in leads there. */
export function AuthPages({ session }: { session: SessionState & { status: "signed_out" } }) {
  const route = useRoute();
  const isHome = route.page === "home" || route.page === "unknown";
  useEffect(() => {
    if (isHome) navigate({ page: "sign-in" }, "replace");
  }, [isHome]);
  return route.page === "sign-up" ? <SignUpPage /> : <SignInPage session={session} />;
}
