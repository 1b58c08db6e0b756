/** What the database knows of the folder that its files are in: an empty one, where a disk should be mounted, is not taken for it. */
export interface KnownFolder {
  /** What it says that it is. */
  id(): Promise<string>;
  /** It says something else than `before` from now on, unless somebody else noted what it says meanwhile. */
  noteId(id: string, before: string): Promise<void>;
  /** Of some of the files that are stored, under what they may be: in the folder one at least is there. */
  someKeys(): Promise<readonly string[]>;
}
