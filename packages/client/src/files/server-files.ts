import type { Attachment } from "@hubbub/ws-protocol";
import { type FileLinks, filesApi } from "../rest/files-api.ts";
import { toServerUrl } from "../rest/server-url.ts";
import { FileLinkCache } from "./file-link-cache.ts";
import type { Files, FilesContext } from "./files.ts";
import { Uploads } from "./uploads.ts";

export function serverFiles({ baseUrl, rest, nowMs, era }: FilesContext): Files {
  const api = filesApi(rest, baseUrl);
  const toUrl = (path: string) => toServerUrl(baseUrl, path);
  const withUrls = <Linked extends Partial<FileLinks>>(linked: Linked): Linked => ({
    ...linked,
    ...(linked.url === undefined ? {} : { url: toUrl(linked.url) }),
    ...(linked.thumbnail_url === undefined ? {} : { thumbnail_url: toUrl(linked.thumbnail_url) }),
  });
  const links = new FileLinkCache({
    ask: async (ids) => (await api.links(ids)).links.map(withUrls),
    nowMs,
    era,
  });
  const uploads = new Uploads(api, () => rest.life);
  return {
    async upload(roomId, file, options) {
      const attachment: Attachment = withUrls(await uploads.upload(roomId, file, options));
      // The frame that brings it back has none.
      links.learn(attachment);
      return attachment;
    },
    remove: (id) => api.remove(id),
    links: (ids) => links.of(ids),
    async list(roomId, page) {
      const { files, next_page_token } = await api.list(roomId, page);
      return {
        files: files.map((file) => ({ ...file, attachment: withUrls(file.attachment) })),
        next_page_token,
      };
    },
  };
}
