/** `room_log.state` of a message: what later events made of it. */
export interface MessageState {
  content?: string;
  edited_at?: string;
  deleted_at?: string;
  reactions?: { emoji: string; user_ids: number[] }[];
  updated_seq?: number;
}
