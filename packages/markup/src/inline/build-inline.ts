import type { Inline } from "../markup.ts";
import type { Destination, Pair, Token } from "./token.ts";

/** So many marks stand in each other; what would be deeper is shown as written. */
const maxDepth = 8;

interface Open {
  readonly pair: Pair | undefined;
  readonly children: Inline[];
}

/** The tree of matched tokens. */
export function buildInline(tokens: readonly Token[]): readonly Inline[] {
  const root: Open = { pair: undefined, children: [] };
  const open: Open[] = [root];
  let links = 0;
  const push = (node: Inline) => {
    const { children } = open.at(-1)!;
    const last = children.at(-1);
    const isText = node.kind === "text";
    if (isText && node.text === "") return;
    if (isText && last?.kind === "text") children[children.length - 1] = { kind: "text", text: last.text + node.text };
    else children.push(node);
  };
  const write = (text: string) => push({ kind: "text", text });
  const begin = (pair: Pair, text: string) => {
    pair.isTooDeep = open.length > maxDepth;
    if (pair.isTooDeep) return write(text);
    if (pair.kind === "link") links += 1;
    open.push({ pair, children: [] });
  };
  const end = (pair: Pair, text: string) => {
    if (pair.isTooDeep) return write(text);
    const { children } = open.pop()!;
    if (pair.kind !== "link") return push({ kind: pair.kind, children });
    links -= 1;
    push({
      kind: "link",
      href: pair.href,
      children: children.length > 0 ? children : [{ kind: "text", text: pair.href }],
    });
  };
  /** Of no link: its address is one by itself. */
  const writeDestination = ({ text, href }: Destination) => {
    const at = text.indexOf(href);
    write(text.slice(0, at));
    if (links === 0 && /^http/i.test(href)) push({ kind: "link", href, children: [{ kind: "text", text: href }] });
    else write(href);
    write(text.slice(at + href.length));
  };
  for (const token of tokens) {
    switch (token.kind) {
      case "run":
        for (const pair of token.closes) end(pair, token.sign.repeat(pair.width));
        write(token.sign.repeat(token.left));
        for (const pair of token.opens.toReversed()) begin(pair, token.sign.repeat(pair.width));
        break;
      case "bracket":
        if (token.link === undefined) write(token.text);
        else begin(token.link, token.text);
        break;
      case "destination":
        if (token.link !== undefined) end(token.link, token.text);
        else writeDestination(token);
        break;
      case "mention":
        // Who is named in a link is not spoken to.
        if (links > 0) write(token.text);
        else push(token);
        break;
      case "link":
        if (links > 0) write(token.href);
        else push(token);
        break;
      default:
        push(token);
    }
  }
  return root.children;
}
