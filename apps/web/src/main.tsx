import { HubbubClient } from "@hubbub/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { ClientContext } from "./client/client-context.ts";
import { browserOutboxStore } from "./storage/browser-outbox-store.ts";
import "./styles/app.css";

const client = new HubbubClient({
  baseUrl: location.origin,
  refreshTokenIn: "cookie",
  outboxStore: browserOutboxStore,
});
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <ClientContext value={client}>
      <App />
    </ClientContext>
  </StrictMode>,
);
