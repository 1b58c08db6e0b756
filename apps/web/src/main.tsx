import { HubbubClient } from "@hubbub/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { ClientContext } from "./client/client-context.ts";
import { loadAuthPages } from "./pages/sign-in/load-auth-pages.ts";
import { browserOutboxStore } from "./storage/browser-outbox-store.ts";
import { drafts } from "./storage/drafts.ts";
import { editDrafts } from "./storage/edit-drafts.ts";
import { sessionHint } from "./storage/session-hint.ts";
import { tabs } from "./storage/tabs.ts";
import { followTheme, showTheme } from "./sidebar/account/theme.ts";
import { InLanguage } from "./strings/in-language.tsx";
import { startLanguage } from "./strings/page-language.ts";
import { tryLoad } from "./ui/later/use-loaded.ts";
import "./styles/app.css";

const client = new HubbubClient({
  baseUrl: location.origin,
  pageOrigin: location.origin,
  refreshTokenIn: "cookie",
  outboxStore: browserOutboxStore,
  onRead: (roomId, seq) => {
    const userId = signedInId();
    if (userId !== undefined) tabs.tell({ kind: "read", userId, roomId, seq });
  },
});
tabs.hear("read", ({ userId, roomId, seq }) => {
  if (userId === signedInId()) client.readElsewhere(roomId, seq);
});
followTheme(showTheme);
// Not in an effect: a composer reads its draft when it is first shown.
client.session.state.subscribe(() => {
  const state = client.session.state.snapshot();
  if (state.status !== "signed_in") return;
  drafts.keepFor(state.user.id);
  editDrafts.keepFor(state.user.id);
});

function signedInId(): number | undefined {
  const state = client.session.state.snapshot();
  return state.status === "signed_in" ? state.user.id : undefined;
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const page = (
  <StrictMode>
    <ClientContext value={client}>
      <InLanguage>
        <App />
      </InLanguage>
    </ClientContext>
  </StrictMode>
);
// Who is not signed in sees the pages for that at once.
const pages = sessionHint.read() === "signed-in" ? undefined : tryLoad(loadAuthPages);
void Promise.all([startLanguage(), pages]).then(() => createRoot(root).render(page));
