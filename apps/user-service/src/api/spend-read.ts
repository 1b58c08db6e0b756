import { accountSubject } from "@hubbub/rate-limits";
import type { Service } from "./service.ts";

/** For a page of whatever is listed: one share with the pages of the chat-service. Throws `rate_limited`. */
export async function spendRead({ fairUse }: Pick<Service, "fairUse">, userId: number): Promise<void> {
  await fairUse.spend(accountSubject(userId), { name: "reads" });
}
