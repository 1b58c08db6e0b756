import type { Scenario } from "../run/scenario.ts";
import { killChatInstance } from "./kill-chat-instance.ts";
import { noFault } from "./no-fault.ts";

/** All of them, in the order of the table. */
export const scenarios: readonly Scenario[] = [noFault, killChatInstance];
