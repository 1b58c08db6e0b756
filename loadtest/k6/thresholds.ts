/** What every run is held to: promises P2 to P4 exactly, and latencies that a laptop keeps with room to spare. */
export const thresholds: Record<string, string[]> = {
  errors: ["count==0"],
  messages_lost: ["count==0"],
  messages_repeated: ["count==0"],
  checks: ["rate==1"],
  http_req_failed: ["rate==0"],
  // Without them a run that did nothing would pass.
  messages_sent: ["count>0"],
  messages_delivered: ["count>0"],
  message_ack_ms: ["p(95)<500", "p(99)<1500"],
  message_delivery_ms: ["p(95)<500", "p(99)<1500"],
};
