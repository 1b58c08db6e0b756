export const pages = {
  nothingHere: "Nothing here",
  nothingAtAddress: "There is nothing at this address",
  mistyped: "It may have been mistyped.",
  back: "Back",
};
