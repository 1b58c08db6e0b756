import type { HttpMethod } from "./http-method.ts";
import { parsePathTemplate } from "./path-template.ts";

/** Routes by path: a literal segment beats a parameter, in whatever order they were added. */
export interface RouteTable<Route> {
  /** `path` is as in the URL, still percent-encoded. */
  match(path: string): MatchedPath<Route> | undefined;
}

export interface MatchedPath<Route> {
  /** One a method. */
  readonly routes: readonly Route[];
  /** The segments that stand at the parameters' places, in order, still percent-encoded. */
  readonly values: readonly string[];
}

interface Node<Route> {
  readonly literals: Map<string, Node<Route>>;
  parameter: Node<Route> | undefined;
  readonly routes: Route[];
}

/** Throws if two routes have one method and one path. */
export function buildRouteTable<Route extends { readonly method: HttpMethod; readonly template: string }>(
  routes: readonly Route[],
): RouteTable<Route> {
  const root = emptyNode<Route>();
  const mostSegments = Math.max(0, ...routes.map(({ template }) => parsePathTemplate(template).length));
  for (const route of routes) {
    const { routes: taken } = place(root, route.template);
    const other = taken.find(({ method }) => method === route.method);
    if (other !== undefined) throw new Error(`${route.method} ${route.template} collides with ${other.template}`);
    taken.push(route);
  }
  // A path of slashes alone is not taken apart to its end: one segment too many matches nothing already.
  return { match: (path) => find(root, path.split("/", mostSegments + 2).slice(1), 0, []) };
}

function emptyNode<Route>(): Node<Route> {
  return { literals: new Map(), parameter: undefined, routes: [] };
}

function place<Route>(root: Node<Route>, template: string): Node<Route> {
  let node = root;
  for (const segment of parsePathTemplate(template)) {
    if ("parameter" in segment) {
      node.parameter ??= emptyNode();
      node = node.parameter;
    } else {
      const next = node.literals.get(segment.literal) ?? emptyNode();
      node.literals.set(segment.literal, next);
      node = next;
    }
  }
  return node;
}

function find<Route>(
  node: Node<Route>,
  segments: readonly string[],
  depth: number,
  values: readonly string[],
): MatchedPath<Route> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.routes.length > 0 ? { routes: node.routes, values } : undefined;
  const literal = node.literals.get(segment);
  const found = literal && find(literal, segments, depth + 1, values);
  if (found !== undefined || node.parameter === undefined || segment === "") return found;
  return find(node.parameter, segments, depth + 1, [...values, segment]);
}
