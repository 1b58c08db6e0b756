/** Of the field that one types into: there is one at most. */
export const searchFieldId = "search-field";
