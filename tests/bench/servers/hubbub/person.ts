export interface Person {
  readonly userId: number;
  readonly username: string;
}
