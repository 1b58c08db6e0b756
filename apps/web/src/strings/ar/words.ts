import { wordsIn } from "../words-in.ts";

export const { plural, number, list } = wordsIn("ar");
