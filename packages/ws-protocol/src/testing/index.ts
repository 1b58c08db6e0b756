export { growthOf, hostileTexts } from "./hostile-texts.ts";
