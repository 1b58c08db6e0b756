/**
 * The files of what is pasted or dropped. Text that brings its picture along, as spreadsheets and word processors copy it, is text;
 * a folder has no bytes of its own.
 */
export function filesOf(data: DataTransfer | null): { readonly files: readonly File[]; readonly folders: number } {
  const types = data?.types ?? [];
  if (types.includes("text/plain") && types.includes("text/html")) return { files: [], folders: 0 };
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === "file");
  const folders = items.filter((item) => item.webkitGetAsEntry()?.isDirectory === true);
  const files = items.filter((item) => !folders.includes(item)).map((item) => item.getAsFile());
  return { files: files.filter((file) => file !== null), folders: folders.length };
}
