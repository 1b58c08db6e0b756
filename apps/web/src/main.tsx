import { HubbubClient } from "@hubbub/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { ClientContext } from "./client/client-context.ts";
import { browserOutboxStore } from "./storage/browser-outbox-store.ts";
import { drafts } from "./storage/drafts.ts";
import { editDrafts } from "./storage/edit-drafts.ts";
import { InLanguage } from "./strings/in-language.tsx";
import { startLanguage } from "./strings/page-language.ts";
import "./styles/app.css";

const client = new HubbubClient({
  baseUrl: location.origin,
  pageOrigin: location.origin,
  refreshTokenIn: "cookie",
  outboxStore: browserOutboxStore,
});
// Not in an effect: a composer reads its draft when it is first shown.
client.session.state.subscribe(() => {
  const state = client.session.state.snapshot();
  if (state.status !== "signed_in") return;
  drafts.keepFor(state.user.id);
  editDrafts.keepFor(state.user.id);
});
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
void startLanguage().then(() => createRoot(root).render(page));
