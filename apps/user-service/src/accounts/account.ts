/** A person's account as the use cases see it; the password's hash is not part of it. */
export interface Account {
  readonly id: number;
  readonly username: string;
  /** As set; empty where the username is to be shown. */
  readonly displayName: string;
  readonly email: string;
  /** Where their picture is. */
  readonly avatarUrl: string | undefined;
  readonly createdAt: Date;
  readonly disabled: boolean;
  /** Of whoever it was nothing is left but the id and the username, which nobody is shown. */
  readonly deleted: boolean;
  /** By `make admin`; one that ADMIN_USERNAMES names may be a server admin without it. */
  readonly appointedAdmin: boolean;
}
