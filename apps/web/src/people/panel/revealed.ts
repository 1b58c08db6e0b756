/** The look of a row's actions: a pointer shows them where it is, fingers always see them. */
export const revealed =
  "bg-surface pointer-fine:size-7 pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100";
