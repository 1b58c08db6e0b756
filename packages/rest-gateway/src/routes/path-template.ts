/** One segment of a route's path: `rooms` or `{room_id}`. */
export type PathSegment = { readonly literal: string } | { readonly parameter: string };

/** "/api/v1/rooms/{id}" in segments. Throws for other forms of google.api.http templates, such as wildcards. */
export function parsePathTemplate(template: string): readonly PathSegment[] {
  const segments = template.split("/").slice(1);
  if (!template.startsWith("/")) throw new Error(`The path ${template} does not begin with /`);
  return segments.map((segment) => {
    const [, parameter] = /^\{([a-z][a-z0-9_]*)\}$/.exec(segment) ?? [];
    if (parameter !== undefined) return { parameter };
    if (!/^[A-Za-z0-9._~-]*$/.test(segment)) throw new Error(`${segment} in the path ${template} is not supported`);
    return { literal: segment };
  });
}
