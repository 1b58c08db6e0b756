/** Which page of a list. */
export interface Page {
  readonly size?: number;
  /** `next_page_token` of the page before; the first where there is none. */
  readonly token?: string;
}

/** Of a list of people's something; `userId`: what concerns that person alone. */
export interface PageOfPeople extends Page {
  readonly userId?: number;
}

export function toPageQuery({ size, token }: Page) {
  return { page_size: size, page_token: token };
}

export function toPeopleQuery({ userId, ...page }: PageOfPeople) {
  return { user_id: userId, ...toPageQuery(page) };
}
