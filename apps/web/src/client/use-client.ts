import type { HubbubClient } from "@hubbub/client";
import { useContext } from "react";
import { ClientContext } from "./client-context.ts";

export function useClient(): HubbubClient {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error("There is no ClientContext above");
  return client;
}
