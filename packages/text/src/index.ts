export { foldCase, foldText, withoutUnseen } from "./fold-text.ts";
export { isBlank, isBlankName } from "./is-blank.ts";
