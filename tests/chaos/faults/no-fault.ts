import type { Scenario } from "../run/scenario.ts";

export const noFault: Scenario = {
  name: "no-fault",
  title: "nothing breaks",
  pipelinedOrder: true,
  recoversWithinMs: 5_000,
  async fault({ load, size, expect }) {
    expect(
      "nobody is disconnected",
      load.clients.every(({ disconnects }) => disconnects === 0),
    );
    expect(`the load of ${size.messagesPerSecond} messages a second is offered`, load.sent > 0);
  },
};
