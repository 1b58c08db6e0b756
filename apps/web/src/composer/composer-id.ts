/** The id of the field where one writes in a room, or in the thread of one of its messages. */
export function composerId({ threadSeq }: { readonly threadSeq: number | undefined }): string {
  return threadSeq === undefined ? "composer" : "thread-composer";
}
