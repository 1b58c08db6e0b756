import { RawSocket } from "../load/raw-socket.ts";
import type { Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

const times = 3;

export const killUserService: Scenario = {
  name: "kill-user-service",
  title: "kill -9 of the user-service, 3 times",
  recoversWithinMs: 5_000,
  async fault({ system, load, extras, expect }) {
    for (let time = 0; time < times; time++) {
      const before = system.restarts("user-service");
      system.signal("user-service", "SIGKILL");
      await until(
        "the user-service is gone",
        2_000,
        async () => (await system.readiness("user-service")) === undefined,
      );
      const { messages } = await load.history(load.rooms[0]!);
      expect("history can be read without the user-service", messages.length > 0);
      const socket = await RawSocket.open(system.socketUrl, extras[time]!, [load.rooms[1]!]);
      socket.close();
      await system.backAfter("user-service", before);
    }
  },
  async afterwards(run) {
    const dropped = run.load.clients.filter(({ disconnects }) => disconnects > 0).length;
    run.expect(`those who are signed in stay; ${dropped} were disconnected`, dropped === 0);
    expectPromptDelivery(run.load.clients, run.expect);
  },
};
