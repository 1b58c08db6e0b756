/** Which page of a list. */
export interface Page {
  readonly size?: number;
  /** `next_page_token` of the page before; the first where there is none. */
  readonly token?: string;
}

export function toPageQuery({ size, token }: Page) {
  return { page_size: size, page_token: token };
}
