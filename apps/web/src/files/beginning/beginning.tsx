import type { Attachment } from "@hubbub/ws-protocol";
import { useRef, useState } from "react";
import { Code } from "../../markup/blocks-view.tsx";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { codeLanguage } from "../file-kind.ts";
import { plainName } from "../names/plain-name.ts";
import { useBeginning } from "./use-beginning.ts";

/** Lines that are shown at once, and where more are asked for. */
const shortLines = 20;
const longLines = 400;

/** How a text file begins, in its colours where it is code; it comes when it is nearly in sight. */
export function Beginning({ file }: { file: Attachment }) {
  const ref = useRef<HTMLDivElement>(null);
  const [isLong, setLong] = useState(false);
  const beginning = useBeginning(ref, file);
  const words = later.files.beginning;
  const all = beginning?.lines ?? [];
  const lines = all.slice(0, isLong ? longLines : shortLines);
  const isAll = beginning?.isCut === false && lines.length === all.length;
  const hasMore = all.length > shortLines;
  return (
    <div ref={ref} role="group" aria-label={words.label(plainName(file.name))} className="max-w-full">
      {lines.some((line) => line !== "") && (
        <>
          <Code text={lines.join("\n")} language={codeLanguage(file.name)} />
          {(hasMore || !isAll) && (
            <p className="flex flex-wrap items-center gap-x-3 text-small text-soft">
              {hasMore && (
                <Button look="text" aria-expanded={isLong} onClick={() => setLong(!isLong)} className="text-small!">
                  {isLong ? words.less : t.ui.showMore}
                </Button>
              )}
              {!isAll && (isLong || !hasMore) && words.rest}
            </p>
          )}
        </>
      )}
    </div>
  );
}
