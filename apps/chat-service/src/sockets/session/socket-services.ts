import type { AllowedOrigins } from "@hubbub/rest-gateway";
import type { HeldCounts } from "@hubbub/rate-limits";
import type { Logger, Tracing } from "@hubbub/service-runtime";
import type { RoomDelivery } from "../../delivery/room-delivery.ts";
import type { EventSinks } from "../../events/event-sinks.ts";
import type { FileLinks } from "../../files/links/file-links.ts";
import type { Revocations } from "../../identity/revocations.ts";
import type { TokenVerifier } from "../../identity/token-verifier.ts";
import type { MessageContext } from "../../messages/message-context.ts";
import type { People } from "../../people/people.ts";
import type { PeoplePresence } from "../../people/presence/people-presence.ts";
import type { Presence } from "../../presence/presence.ts";
import type { TypingIndicators } from "../../presence/typing-indicators.ts";
import type { RoomContext } from "../../rooms/room-context.ts";
import type { SocketRates } from "./frame-allowance.ts";
import type { SocketMetrics } from "./socket-metrics.ts";

/** What the commands of sockets work on. */
export interface SocketServices {
  readonly serverId: string;
  readonly origins: AllowedOrigins;
  readonly verifier: Pick<TokenVerifier, "verify">;
  readonly revocations: Pick<Revocations, "onNews" | "reasonFor">;
  readonly delivery: RoomDelivery;
  readonly presence: Presence;
  readonly typing: TypingIndicators;
  readonly links: Pick<FileLinks, "linkedMessage">;
  readonly people: Pick<People, "add" | "remove">;
  readonly peoplePresence: PeoplePresence;
  readonly messages: MessageContext;
  readonly rooms: Pick<RoomContext, "db" | "log" | "fairUse" | "users" | "directRooms">;
  /** Sockets of each account, on all instances; undefined where nothing limits them. */
  readonly openSockets: Pick<HeldCounts, "take" | "release"> | undefined;
  /** undefined with RATE_LIMITS=off. */
  readonly socketRates: SocketRates | undefined;
  readonly metrics: SocketMetrics;
  readonly events: EventSinks;
  readonly logger: Logger;
  /** undefined unless traces are followed. */
  readonly tracing: Tracing | undefined;
}
