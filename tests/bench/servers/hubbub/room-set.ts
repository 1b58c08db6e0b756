/** Rooms that a load uses, each with so many members; nobody is in two rooms of a set. */
export interface RoomSet {
  readonly name: string;
  readonly rooms: number;
  readonly perRoom: number;
}
