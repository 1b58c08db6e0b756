export type TextPart =
  | { readonly kind: "text" | "code" | "block" | "mention"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };
