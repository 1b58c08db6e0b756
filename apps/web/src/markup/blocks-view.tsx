import type { Block, List, Table } from "@hubbub/markup";
import type { ReactNode } from "react";
import { useLoaded } from "../ui/later/use-loaded.ts";
import { InlineView } from "./inline-view.tsx";

/** Words keep to a width that can be read; code and tables may be as wide as their place. */
const words = "max-w-[74ch] whitespace-pre-wrap wrap-anywhere";

/**
 * A text's tree as elements: React writes every part as text, so nothing in it can become markup. Each paragraph runs in the
 * direction of its own letters, and stands at the side where the page begins. `mark` is said after the last word.
 */
export function BlocksView({ blocks, mark }: { blocks: readonly Block[]; mark?: ReactNode }) {
  const last = blocks.at(-1);
  const isWords = last?.kind === "paragraph" || last?.kind === "heading";
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} mark={isWords && block === last ? mark : undefined} />
      ))}
      {!isWords && mark}
    </>
  );
}

function BlockView({ block, mark }: { block: Block; mark: ReactNode }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p dir="auto" className={words}>
          <InlineView nodes={block.children} />
          {mark}
        </p>
      );
    case "heading":
      return (
        <p dir="auto" className={`${words} font-name`}>
          <InlineView nodes={block.children} />
          {mark}
        </p>
      );
    case "quote":
      return (
        <blockquote dir="auto" className="w-fit space-y-1 border-s-3 border-bar ps-3">
          <BlocksView blocks={block.children} />
        </blockquote>
      );
    case "block":
      return <Code text={block.text} language={block.language} />;
    case "list":
      return <ListView list={block} />;
    case "table":
      return <TableView table={block} />;
  }
}

/** `CodeBlock`; until it is there, and where it cannot be had, the code alone in the same place. */
export function Code(props: { text: string; language: string | undefined }) {
  const loaded = useLoaded(loadCodeBlock);
  return loaded.status === "ready" ? <loaded.Part {...props} /> : <PlainCode text={props.text} />;
}

function PlainCode({ text }: { text: string }) {
  return (
    <div dir="ltr" className="my-1 rounded-lg border border-line bg-code touch:pt-11">
      <pre className="overflow-x-auto py-2 ps-3.5 pe-24 font-mono text-mono leading-5 touch:pt-0 touch:pe-3.5">
        <code>{text}</code>
      </pre>
    </div>
  );
}

function ListView({ list: { start, items } }: { list: List }) {
  const rows = items.map((item, index) => (
    <li key={index} className="ps-1">
      <BlocksView blocks={item} />
    </li>
  ));
  if (start === undefined) {
    return (
      <ul dir="auto" className="w-fit list-disc ps-5 marker:text-soft">
        {rows}
      </ul>
    );
  }
  return (
    // Its numbers may have three digits.
    <ol dir="auto" start={start} className="w-fit list-decimal ps-7 marker:text-soft">
      {rows}
    </ol>
  );
}

function TableView({ table: { columns, rows } }: { table: Table }) {
  const [head = [], ...body] = rows;
  const cell = "border border-line px-2.5 py-1 align-top whitespace-pre-wrap";
  const sideOf = (column: number) => ({ textAlign: columns[column] ?? "start" });
  return (
    // What is wider than its place is scrolled with the keys too.
    <div tabIndex={0} className="w-fit max-w-full overflow-x-auto">
      <table dir="auto" className="border-collapse text-mid">
        <thead>
          <tr>
            {head.map((nodes, column) => (
              <th key={column} dir="auto" style={sideOf(column)} className={`${cell} bg-code font-name`}>
                <InlineView nodes={nodes} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            <tr key={row}>
              {cells.map((nodes, column) => (
                <td key={column} dir="auto" style={sideOf(column)} className={cell}>
                  <InlineView nodes={nodes} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const loadCodeBlock = async () => (await import("./code/code-block.tsx")).CodeBlock;
