import type { Inline } from "@hubbub/markup";
import { navigate } from "../navigation/navigate.ts";
import { toOwnRoom } from "../navigation/to-own-room.ts";
import { useCall } from "./use-call.ts";
import { useMentioned } from "./use-mentioned.ts";
import { Spoiler } from "./spoiler.tsx";

/** What stands within a paragraph. */
export function InlineView({ nodes }: { nodes: readonly Inline[] }) {
  return nodes.map((node, index) => <NodeView key={index} node={node} />);
}

function NodeView({ node }: { node: Inline }) {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return <code className="rounded bg-tint px-1 py-px font-mono text-[0.88em]">{node.text}</code>;
    case "mention":
      return <MentionView text={node.text} names={node.names} />;
    case "link":
      return (
        <a
          href={node.href}
          title={isShown(node.children, node.href) ? undefined : node.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          onClick={(event) => {
            const room = toOwnRoom(node.href);
            if (room === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            navigate(room);
          }}
          className="text-accent underline decoration-1 underline-offset-2"
        >
          <InlineView nodes={node.children} />
        </a>
      );
    case "strong":
      return (
        <strong className="font-name">
          <InlineView nodes={node.children} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <InlineView nodes={node.children} />
        </em>
      );
    case "strike":
      return (
        <s>
          <InlineView nodes={node.children} />
        </s>
      );
    case "spoiler":
      return (
        <Spoiler>
          <InlineView nodes={node.children} />
        </Spoiler>
      );
  }
}

function MentionView({ text, names }: { text: string; names: readonly string[] }) {
  const call = useCall(names);
  const name = useMentioned(names);
  if (call === "nobody") return text;
  return (
    <span
      title={name === undefined ? undefined : text}
      className={`rounded px-1 py-px font-name ${call === "me" ? "bg-accent-soft text-accent" : "bg-tint"}`}
    >
      {name === undefined ? text : <bdi>@{name}</bdi>}
    </span>
  );
}

function isShown(nodes: readonly Inline[], href: string): boolean {
  const [node] = nodes;
  return nodes.length === 1 && node?.kind === "text" && node.text === href;
}
