import { Gauge } from "prom-client";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";
import { admitNewcomers } from "../rooms/members/newcomer-queries.ts";
import { Newcomers } from "../rooms/members/newcomers.ts";
import type { Instance } from "./instance.ts";

/** The verifier of tokens, which lets in whoever comes for the first time: no request and no `auth` goes another way. */
export function openNewcomers(
  { metrics: { registry, caches }, warn }: Instance,
  { db, verifier }: { readonly db: ChatDatabase; readonly verifier: TokenVerifier },
): Pick<TokenVerifier, "verify"> {
  const newcomers = new Newcomers({ admit: (userIds) => admitNewcomers(db, userIds), warn });
  caches.set("accounts", newcomers.lookups);
  const known: Gauge = new Gauge({
    name: "known_accounts",
    help: "Accounts remembered that have been let in.",
    registers: [registry],
    collect: () => known.set(newcomers.known),
  });
  return {
    async verify(token) {
      const identity = await verifier.verify(token);
      const met = newcomers.meet(identity.userId);
      if (met === undefined) return identity;
      await met;
      // The session may have ended meanwhile: whoever uses the answer at once must know.
      return verifier.verify(token);
    },
  };
}
