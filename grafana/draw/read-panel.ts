import type { PanelSpec } from "../panel-spec.ts";

/** A line of a panel: points in time and value, NaN where there is none. */
export interface Line {
  readonly name: string;
  /** Seconds since 1970, and the value. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Range {
  /** The page of Prometheus. */
  readonly url: string;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly [number, string][];
    }[];
  };
}

const steps = 180;

/** What Prometheus has for a panel. Throws what it says where it refuses a query. */
export async function readPanel({ queries }: PanelSpec, { url, from, to }: Range): Promise<Line[]> {
  const lines = await Promise.all(
    Object.entries(queries).map(async ([legend, query]) => {
      const search = new URLSearchParams({
        query: query.replaceAll("$__rate_interval", "30s").replaceAll("$instance", ".*"),
        start: String(from),
        end: String(to),
        step: String((to - from) / steps),
      });
      const response = await fetch(`${url}/api/v1/query_range`, { method: "POST", body: search });
      const { status, error, data } = (await response.json()) as Answer;
      if (status !== "success") throw new Error(`${query}: ${error}`);
      return data.result.map(({ metric, values }) => ({
        name: legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? ""),
        points: values.map(([at, value]) => [at, Number(value)] as const),
      }));
    }),
  );
  return lines.flat();
}
