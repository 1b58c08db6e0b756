import { expect, inject, test } from "vitest";
import { boards } from "../../grafana/boards.ts";
import { numberedPanels } from "../../grafana/build-board.ts";
import { call, someUser } from "./support/api.ts";
import { signedInSocket } from "./support/open-socket.ts";
import { until } from "./support/until.ts";

const url = inject("url");
const prometheusUrl = inject("prometheusUrl");

// Where Prometheus cannot be had, or runs elsewhere and PROMETHEUS_URL does not name it, there is nobody to ask.
test.runIf(prometheusUrl !== undefined)(
  "every query of the dashboards returns data on the running system",
  async () => {
    const queries = queriesWithData();
    expect(queries.length).toBeGreaterThan(60);
    const [one, two] = [await someUser(url), await someUser(url)];
    const sockets = [
      await signedInSocket(url, one.token, "10.1.1.1"),
      ...(await Promise.all([2, 3, 4].map((network) => signedInSocket(url, two.token, `10.0.${network}.1`)))),
    ];
    for (const socket of sockets) {
      socket.send({ type: "join_room", room_id: 1 });
      await socket.next("room_joined");
    }

    const { body: room } = await call(url, "POST", "/api/v1/rooms", { token: one.token, body: { name: one.username } });
    let empty: string[] = queries;
    await until("every query has data", 60_000, async () => {
      sockets[0]!.send({ type: "send_message", room_id: 1, content: "tick" });
      await call(url, "GET", "/api/v1/rooms", { token: one.token });
      // Nobody has this name, so no cache spares the call to the user-service.
      const body = { username: `nobody-${Date.now()}` };
      await call(url, "POST", `/api/v1/rooms/${room.id}/members`, { token: one.token, body });
      empty = await filter(empty, async (query) => !(await hasData(query)));
      return empty.length === 0;
    }).catch((error: unknown) => {
      throw new Error(`no data for:\n${empty.join("\n")}`, { cause: error });
    });
    for (const socket of sockets) socket.close();
  },
);

/** But those of panels that say why a system in order may have none. */
function queriesWithData(): string[] {
  const panels = boards.flatMap((board) => [...numberedPanels(board).keys()]);
  const queries = panels.flatMap((panel) => (panel.emptyBecause === undefined ? Object.values(panel.queries) : []));
  return [...new Set(queries)].map((query) =>
    query.replaceAll("$__rate_interval", "30s").replaceAll("$instance", ".*"),
  );
}

/** At least one sample, and not all of them NaN (a quantile of nothing). */
async function hasData(query: string): Promise<boolean> {
  const { body } = await call(prometheusUrl!, "GET", `/api/v1/query?query=${encodeURIComponent(query)}`);
  if (body.status !== "success") throw new Error(`${query}: ${body.error}`);
  return (body.data.result as { value: [number, string] }[]).some(({ value }) => value[1] !== "NaN");
}

async function filter<Item>(items: Item[], keep: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}
