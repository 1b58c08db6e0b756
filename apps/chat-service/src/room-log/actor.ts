/** Who appends. `serverAdmin` may write announcements and moderate. */
export interface Actor {
  readonly userId: number;
  readonly username: string;
  readonly serverAdmin: boolean;
}
