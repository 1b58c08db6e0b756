export type SearchOrder = "new" | "best";

/** What is looked for, and what of it comes first. */
export interface Search {
  readonly q: string;
  readonly order: SearchOrder;
}

/** A search from its part of the address (`RoomRoute.query`). */
export function readSearch(query: string): Search {
  const fields = new URLSearchParams(query);
  return { q: fields.get("q")?.trim() ?? "", order: fields.get("sort") === "best" ? "best" : "new" };
}

export function toSearchAddress({ q, order }: Search): string {
  const fields = new URLSearchParams();
  if (q !== "") fields.set("q", q);
  if (order !== "new") fields.set("sort", order);
  return fields.size === 0 ? "" : `?${fields}`;
}
