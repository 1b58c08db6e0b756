import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { number, plural } from "./words.ts";

export const filesLater = {
  /** What stands for the text of a message that has none. */
  only: {
    picture: (name: string) => `Picture: ${name}`,
    video: (name: string) => `Video: ${name}`,
    audio: (name: string) => `Audio: ${name}`,
    file: (name: string) => `File: ${name}`,
    pictures: (count: number) => plural(count, { one: "# picture", other: "# pictures" }),
    files: (count: number) => plural(count, { one: "# file", other: "# files" }),
    /** Which ones is not known. */
    some: "Files",
  },
  kinds: {
    picture: "Picture",
    video: "Video",
    audio: "Audio",
    code: "Code",
    text: "Text",
    pdf: "PDF",
    archive: "Archive",
    document: "Document",
    table: "Spreadsheet",
    slides: "Presentation",
    other: "File",
  },
  kindAndSize: (kind: string, size: string) => `${kind}, ${size}`,
  /** On the last picture that is shown: so many are not. */
  more: (count: number) => `+${number(count)}`,
  notReached: "Nothing can be downloaded now: the server cannot be reached.",
  download: "Download",
  notPlayed: "This cannot be played here. Download it to play it.",
  beginning: {
    label: (name: string) => `Beginning of ${name}`,
    less: "Show less",
    rest: "Download it to read the rest.",
  },
  lightbox: {
    from: (name: ReactNode, time: string) => rich`${name}, ${time}`,
    at: (place: number, count: number) => `${number(place)} of ${number(count)}`,
    previous: "Previous picture",
    next: "Next picture",
    enlarge: "Enlarge",
    fit: "Fit to the window",
    keys: "Keys",
    failed: "The picture could not be loaded.",
    home: "Home",
    end: "End",
    does: {
      step: "Previous and next",
      ends: "First and last",
      enlarge: "Enlarge, or a double click",
      help: "Show these keys",
      close: "Close",
    },
  },
  panel: {
    loading: "Loading the files",
    failed: "The files could not be loaded.",
    filter: "Which files",
    filters: { all: "All", pictures: "Pictures", others: "Other files" },
    none: "No files yet",
    noneSays: "What is sent here besides words stands here, the newest first: pictures, documents, recordings.",
    nonePictures: "No pictures yet",
    nonePicturesSays: "The pictures that are sent here stand here, the newest first.",
    noneOthers: "Nothing but pictures yet",
    noneOthersSays: "Documents, recordings and whatever else is sent here stand here, the newest first.",
  },
};
