import { type Files, toHubbubError, type Watchable } from "@hubbub/client";
import { type Attachment, maxAttachments } from "@hubbub/ws-protocol";
import { fileDraft } from "../../storage/file-drafts.ts";
import { noteUnderway } from "../../storage/underway.ts";
import type { DraftedPlace } from "../../storage/place-key.ts";
import type { DraftFile } from "./draft-file.ts";
import { isUnreached } from "./failure-words.ts";
import { inTurn } from "./in-turn.ts";

export interface DraftFilesState {
  readonly files: readonly DraftFile[];
  /** One has sent the message, which waits for them. */
  readonly isAwaited: boolean;
  /** Of those that an earlier page uploaded so many are not there any more, which was not told yet. */
  readonly lost: number;
}

interface DraftFilesOptions {
  readonly userId: number;
  readonly place: DraftedPlace;
  readonly files: Files;
  /** All that the message waited for is there, and nobody looks at it. */
  readonly onReady: () => void;
  /** What one has sent does not go out, for not all of it is there, and nobody looks at it. */
  readonly onGivenUp: () => void;
}

/** What a file goes out from, until it is there. */
interface Source {
  readonly file: File;
  readonly abort: AbortController;
}

/**
 * The files of the message that one writes in a place. They go out at once, also while another room is open; what is uploaded is
 * kept with the text (`fileDraft`), the same in all tabs.
 */
export class DraftFiles implements Watchable<DraftFilesState> {
  readonly #options: DraftFilesOptions;
  readonly #kept: ReturnType<typeof fileDraft>;
  readonly #sources = new Map<number, Source>();
  readonly #listeners = new Set<() => void>();
  #unfollow: (() => void) | undefined;
  /** The browser keeps no more: they are here alone. */
  #isHereAlone = false;
  #state: DraftFilesState = { files: [], isAwaited: false, lost: 0 };

  constructor(options: DraftFilesOptions) {
    this.#options = options;
    this.#kept = fileDraft(options.userId, options.place);
    this.#takeKept();
  }

  readonly snapshot = (): DraftFilesState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#unfollow ??= this.#kept.follow((kept) => this.#take(kept));
    this.#takeKept();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#unfollow?.();
      this.#unfollow = undefined;
    };
  };

  /** Begins with these; answers how many of them are too many for one message. */
  add(added: readonly File[]): number {
    const taken = added.slice(0, Math.max(0, maxAttachments - this.#state.files.length));
    const begun = taken.map((file): DraftFile => {
      const key = nextKey();
      this.#sources.set(key, { file, abort: new AbortController() });
      const picture = shownTypes.has(file.type) ? URL.createObjectURL(file) : undefined;
      return { key, name: file.name, size: file.size, picture, state: { status: "uploading", sentBytes: 0 } };
    });
    this.#show([...this.#state.files, ...begun]);
    for (const { key } of begun) void this.#upload(key);
    return added.length - taken.length;
  }

  retry(key: number): void {
    this.#set(key, { status: "uploading", sentBytes: 0 });
    void this.#upload(key);
  }

  /** The server can be reached again: those that did not get there are tried again. */
  online(): void {
    for (const { key, state } of this.#state.files) {
      if (state.status === "failed" && isUnreached(state.error)) this.retry(key);
    }
  }

  /** Takes one out of the message, on the server too where it is there. */
  remove(key: number): void {
    const file = this.#state.files.find((one) => one.key === key);
    if (file === undefined) return;
    this.#forget(file);
    this.#show(this.#state.files.filter((one) => one !== file));
    if (file.state.status !== "uploaded") return;
    // What stays behind the server removes after a day.
    this.#options.files.remove(file.state.attachment.id).catch(() => {});
    this.#keep();
  }

  /** All of them; undefined as long as one is not there. */
  get ready(): readonly Attachment[] | undefined {
    const { files } = this.#state;
    const uploaded = uploadedOf(files);
    return uploaded.length === files.length ? uploaded : undefined;
  }

  /** The message shall go out once they are there, or no more. */
  setAwaited(isAwaited: boolean): void {
    if (isAwaited !== this.#state.isAwaited) this.#change({ isAwaited });
  }

  toldLost(): void {
    this.#change({ lost: 0 });
  }

  /** They are a message's now. */
  sent(): void {
    for (const file of this.#state.files) this.#forget(file);
    this.#change({ files: [], isAwaited: false });
    this.#keep();
  }

  async #upload(key: number): Promise<void> {
    const { place, files, onReady, onGivenUp } = this.#options;
    const source = this.#sources.get(key);
    if (source === undefined) return;
    const { file, abort } = source;
    const { signal } = abort;
    const onProgress = (sentBytes: number) => this.#set(key, { status: "uploading", sentBytes });
    try {
      const upload = () => files.upload(place.roomId, file, { name: file.name, signal, onProgress });
      const attachment = await inTurn(signal, upload);
      // What other tabs changed meanwhile is heard only where somebody looks.
      this.#takeKept();
      this.#sources.delete(key);
      this.#set(key, { status: "uploaded", attachment });
      this.#keep();
      if (this.#state.isAwaited && this.#listeners.size === 0 && this.ready !== undefined) onReady();
    } catch (cause) {
      if (signal.aborted) return;
      const isGivenUp = this.#state.isAwaited && this.#listeners.size === 0;
      this.#set(key, { status: "failed", error: toHubbubError(cause) });
      this.setAwaited(false);
      if (isGivenUp) onGivenUp();
    }
  }

  #takeKept(): void {
    if (!this.#isHereAlone) this.#take(this.#kept.read());
  }

  /** What is kept, by whichever tab: what is still on its way here stays. */
  #take(kept: readonly Attachment[]): void {
    const { files } = this.#state;
    const known = new Map(files.map((file) => [idOf(file), file]));
    const uploaded = kept.map((attachment) => known.get(attachment.id) ?? toDraftFile(attachment));
    const gone = files.filter((file) => idOf(file) !== undefined && !uploaded.includes(file));
    const come = uploaded.filter((file) => !files.includes(file));
    if (gone.length === 0 && come.length === 0) return;
    for (const file of gone) this.#forget(file);
    this.#show([...files.filter((file) => !gone.includes(file)), ...come]);
    if (come.length > 0) void this.#lookAfter(come);
  }

  /** Of those that were uploaded elsewhere, or by an earlier page, some may be gone. */
  async #lookAfter(come: readonly DraftFile[]): Promise<void> {
    const ids = uploadedOf(come).map(({ id }) => id);
    const links = await this.#options.files.links(ids).catch(() => undefined);
    if (links === undefined) return;
    const pictures = new Map(links.map(({ id, thumbnail_url }) => [id, thumbnail_url]));
    const isLost = (file: DraftFile) => ids.includes(idOf(file) ?? "") && !pictures.has(idOf(file) ?? "");
    const left = this.#state.files.filter((file) => !isLost(file));
    const lost = this.#state.files.length - left.length;
    this.#change({
      files: left.map((file) => ({ ...file, picture: file.picture ?? pictures.get(idOf(file) ?? "") })),
      lost: this.#state.lost + lost,
    });
    if (lost > 0) this.#keep();
  }

  #keep(): void {
    this.#isHereAlone = !this.#kept.write(uploadedOf(this.#state.files).map(withoutLinks));
  }

  #forget({ key, picture }: DraftFile): void {
    this.#sources.get(key)?.abort.abort();
    this.#sources.delete(key);
    if (picture?.startsWith("blob:") === true) URL.revokeObjectURL(picture);
  }

  #set(key: number, state: DraftFile["state"]): void {
    this.#show(this.#state.files.map((file) => (file.key === key ? { ...file, state } : file)));
  }

  #show(files: readonly DraftFile[]): void {
    this.#change({ files });
  }

  #change(change: Partial<DraftFilesState>): void {
    this.#state = { ...this.#state, ...change };
    const { files, isAwaited } = this.#state;
    noteUnderway(this, uploadedOf(files).length < files.length ? { isAwaited } : undefined);
    for (const listener of this.#listeners) listener();
  }
}

/** What browsers show as a picture; whether it is one they find out. */
const shownTypes: ReadonlySet<string> = new Set(
  ["jpeg", "png", "gif", "webp", "avif"].map((format) => `image/${format}`),
);

let keys = 0;

function nextKey(): number {
  keys += 1;
  return keys;
}

function toDraftFile(attachment: Attachment): DraftFile {
  const { name, size } = attachment;
  return { key: nextKey(), name, size, picture: undefined, state: { status: "uploaded", attachment } };
}

function uploadedOf(files: readonly DraftFile[]): readonly Attachment[] {
  return files.flatMap(({ state }) => (state.status === "uploaded" ? [state.attachment] : []));
}

/** Of one that is uploaded. */
function idOf({ state }: DraftFile): string | undefined {
  return state.status === "uploaded" ? state.attachment.id : undefined;
}

/** They end before the draft does. */
function withoutLinks({ url: _, thumbnail_url: __, ...attachment }: Attachment): Attachment {
  return attachment;
}
