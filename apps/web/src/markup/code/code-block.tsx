import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { t } from "../../strings/t.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useHighlighted } from "./use-highlighted.ts";

const looks = { keyword: "font-bold", string: "text-ok", comment: "text-soft" } as const;

/** Code as it stands, with its language and a way to copy it; its colours come when it is seen. */
export function CodeBlock({ text, language }: { text: string; language: string | undefined }) {
  const ref = useRef<HTMLPreElement>(null);
  const pieces = useHighlighted(ref, text, language);
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return (
    <div
      dir="ltr"
      onMouseLeave={() => setCopied(false)}
      className="relative my-1 rounded-lg border border-line bg-code has-[pre:focus-visible]:outline-2 has-[pre:focus-visible]:outline-accent"
    >
      {/* Beside the first line; a finger's button would cover it. */}
      <div className="absolute end-1 top-1 flex items-center gap-0.5 rounded-lg bg-code ps-2 touch:static touch:justify-between touch:ps-3.5">
        <span className="text-small text-soft">{language}</span>
        {/* Without TLS a page has no clipboard. */}
        {globalThis.isSecureContext && (
          <IconButton
            icon={isCopied ? Check : Copy}
            label={isCopied ? t.markup.copied : t.markup.copyCode}
            onClick={copy}
            className="size-7"
          />
        )}
      </div>
      <pre
        ref={ref}
        // What is wider than its place is scrolled with the keys too.
        tabIndex={0}
        className="overflow-x-auto py-2 ps-3.5 pe-24 font-mono text-mono leading-5 outline-none touch:pt-0 touch:pe-3.5"
      >
        <code>
          {pieces === undefined
            ? text
            : pieces.map(({ text, look }, index) => (
                <span key={index} className={look && looks[look]}>
                  {text}
                </span>
              ))}
        </code>
      </pre>
    </div>
  );
}
