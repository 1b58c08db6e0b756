import { parseSync, type Node } from "oxc-parser";

/** Where a module says what the page says: the binding, and the file that it is imported from. */
const catalogues = { t: /\/strings\/t\.ts$/, later: /\/strings\/later\.ts$/ } as const;

/**
 * The keys of the catalogue that a file reads, as paths: "t.account.title". One that is read as a whole, or by a key that
 * only the running page knows, stands for all below it.
 */
export function usedKeys(file: string, source: string): string[] {
  const { program, module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} is no TypeScript: ${errors[0]?.message}`);
  const aliases = new Map<string, string>();
  for (const { moduleRequest, entries } of module.staticImports) {
    for (const [name, at] of Object.entries(catalogues)) {
      if (at.test(moduleRequest.value) && entries.some(({ localName }) => localName.value === name))
        aliases.set(name, name);
    }
  }
  const used: string[] = [];
  if (aliases.size > 0) walk(program, aliases, used);
  return used.map((path) => path.replace(unknown, ""));
}

/** Ends a path whose next key only the running page knows. */
const unknown = ".?";

function walk(node: Node, aliases: Map<string, string>, used: string[]): void {
  const path = pathOf(node, aliases);
  if (path !== undefined) used.push(path);
  switch (node.type) {
    case "ImportDeclaration":
    case "TSTypeQuery":
      return;
    case "VariableDeclarator": {
      const read = node.init === null ? undefined : pathOf(node.init, aliases);
      if (read === undefined) break;
      // Its keys are read where the name is.
      if (node.id.type === "Identifier") aliases.set(node.id.name, read);
      if (node.id.type === "ObjectPattern") used.push(...node.id.properties.map((one) => pathOfPattern(one, read)));
      return;
    }
    case "MemberExpression":
      if (path === undefined) walk(node.object, aliases, used);
      if (node.computed) walk(node.property, aliases, used);
      return;
    case "Property":
      if (node.computed) walk(node.key, aliases, used);
      walk(node.value, aliases, used);
      return;
    default:
  }
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, aliases, used);
}

function pathOf(node: Node, aliases: ReadonlyMap<string, string>): string | undefined {
  if (node.type === "Identifier") return aliases.get(node.name);
  if (node.type !== "MemberExpression") return undefined;
  const object = pathOf(node.object, aliases);
  if (object === undefined || object.endsWith(unknown)) return object;
  return node.property.type === "Identifier" && !node.computed ? `${object}.${node.property.name}` : object + unknown;
}

function pathOfPattern(property: Node, read: string): string {
  return property.type === "Property" && property.key.type === "Identifier" ? `${read}.${property.key.name}` : read;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
