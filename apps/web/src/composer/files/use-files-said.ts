import { useEffect, useRef, useState } from "react";
import { plainName } from "../../files/names/plain-name.ts";
import { later } from "../../strings/later.ts";
import type { DraftFile } from "./draft-file.ts";
import { failureWords } from "./failure-words.ts";

/** What has become of files, for those who do not see their cards. */
export function useFilesSaid(files: readonly DraftFile[]): string {
  const before = useRef(files);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const known = new Map(before.current.map((file) => [file.key, file]));
    before.current = files;
    const news = files.flatMap((file) => {
      const was = known.get(file.key)?.state.status;
      return was === undefined || was === file.state.status ? [] : wordsOf(file);
    });
    if (news.length > 0) setSaid(news.join("\n"));
  }, [files]);
  return said;
}

function wordsOf({ name, state }: DraftFile): readonly string[] {
  const words = later.composer.files;
  switch (state.status) {
    case "uploading":
      return [];
    case "uploaded":
      return [words.uploaded(plainName(name))];
    case "failed":
      return [`${words.failed(plainName(name))} ${failureWords(state.error)}`];
  }
}
