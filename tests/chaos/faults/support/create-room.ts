import { rest } from "../../load/rest.ts";
import type { Person } from "../../load/sign-up.ts";

let made = 0;

/** A room of its own for a scenario. */
export async function createRoom(url: string, owner: Person, type: "public" | "private" = "public"): Promise<number> {
  made += 1;
  const body = { name: `Scenario ${made} of ${owner.username}`, type };
  const { id } = await rest<{ id: number }>(url, "POST", "/api/v1/rooms", { token: owner.token, body });
  return id;
}
