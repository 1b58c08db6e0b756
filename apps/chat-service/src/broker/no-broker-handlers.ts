import type { BrokerHandlers } from "./broker.ts";

/** What a broker has until its owner sets `handlers`. */
export const noBrokerHandlers: BrokerHandlers = {
  onRoom() {},
  onSignal() {},
  onPerson() {},
  onActivity() {},
  onNotice() {},
  onState() {},
};
