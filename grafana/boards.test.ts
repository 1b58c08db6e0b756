import { readdirSync, readFileSync } from "node:fs";
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { boards } from "./boards.ts";
import { buildBoard, numberedPanels } from "./build-board.ts";

const json = (board: unknown) => JSON.parse(JSON.stringify(board)) as unknown;

test("the committed dashboards are those that are made of the boards, and no others", () => {
  const folder = new URL("dashboards/", import.meta.url);
  const committed = readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))]);
  expect(Object.fromEntries(committed)).toEqual(
    Object.fromEntries(boards.map((board) => [`${board.uid}.json`, json(buildBoard(board))])),
  );
});

describe.each(boards.map((board) => [board.title, board] as const))("%s", (_, board) => {
  const panels = [...numberedPanels(board).keys()];

  test("asks in PromQL, no panel for more than can be told apart", () => {
    for (const { title, queries } of panels) {
      expect(Object.keys(queries).length, title).toBeLessThanOrEqual(6);
      for (const query of Object.values(queries)) {
        const text = query.replaceAll("$__rate_interval", "1m").replaceAll("$instance", ".*");
        expect(() => parser.configure({ strict: true }).parse(text), query).not.toThrow();
      }
    }
  });

  test("says of each panel what it is, and calls no two the same", () => {
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    for (const { about } of panels) expect(about).toMatch(/\.$/);
  });
});

test("each alert leads to the panel that says so", () => {
  const panelOf = new Map(
    boards.flatMap((board) =>
      [...numberedPanels(board)].flatMap(([{ alerts = [] }, id]) =>
        alerts.map((alert) => [alert, `/d/${board.uid}?viewPanel=panel-${id}`] as const),
      ),
    ),
  );
  const folder = new URL("../prometheus/rules/", import.meta.url);
  const rules = readdirSync(folder).flatMap((file) => {
    const { groups } = parse(readFileSync(new URL(file, folder), "utf8")) as {
      groups: { rules: { alert?: string; annotations?: { panel?: string } }[] }[];
    };
    return groups.flatMap((group) => group.rules);
  });
  const alerts = rules.flatMap(({ alert, annotations }) =>
    alert === undefined ? [] : [[alert, annotations?.panel] as const],
  );
  expect(Object.fromEntries(alerts)).toEqual(Object.fromEntries(panelOf));
});
