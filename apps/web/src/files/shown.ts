// One piece: most that show the one show the other.
export { Files } from "./cards/files.tsx";
export { FilesWords } from "./files-words.ts";
export { Pictures } from "./pictures/pictures.tsx";
