export { foldCase, foldText, withoutUnseen } from "./fold-text.ts";
export { isBlank, isBlankName } from "./is-blank.ts";
export {
  parseSearchQuery,
  type SearchFilter,
  type SearchFilterKey,
  searchFilterKeys,
  searchFilterValues,
  type SearchQuery,
  type SearchTerm,
} from "./search/parse-search-query.ts";
