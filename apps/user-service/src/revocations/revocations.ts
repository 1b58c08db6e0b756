/** What makes access tokens void before they expire. */
export interface Revocations {
  readonly sessions: readonly { readonly id: string; readonly at: Date }[];
  /** `at` undefined: appointed again. */
  readonly admins: readonly { readonly userId: number; readonly at: Date | undefined }[];
}
