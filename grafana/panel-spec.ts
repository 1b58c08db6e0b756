/** What a panel shows: PromQL by legend (a Grafana legend format, `{{label}}` and plain text). */
export interface PanelSpec {
  readonly title: string;
  /** What to read from it and what to do about it. */
  readonly about: string;
  /** As Grafana names it: `s`, `ops`, `bytes`, `short`, `percentunit`. */
  readonly unit: string;
  readonly queries: Readonly<Record<string, string>>;
  /** From these values on it is drawn as a warning, and as an error. */
  readonly warnsFrom?: number;
  readonly failsFrom?: number;
  /** A value of this and less is an error: of what should be 1, say. */
  readonly failsUpTo?: number;
  /** The alerts that lead here. */
  readonly alerts?: readonly string[];
  /** Why a system in order may have no data for it. */
  readonly emptyBecause?: string;
  /** Lines lie on one another. */
  readonly stacked?: boolean;
}

/** A dashboard: what is seen at a glance, and rows of lines over time. */
export interface BoardSpec {
  /** Of its address, and of its file. */
  readonly uid: string;
  readonly title: string;
  readonly about: string;
  readonly glance?: readonly PanelSpec[];
  readonly rows: Readonly<Record<string, readonly PanelSpec[]>>;
  /** Metrics of k6, which know no instance. */
  readonly isOfLoadTest?: boolean;
}
