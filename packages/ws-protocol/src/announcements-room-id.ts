/** The room of the whole server's announcements: the first migration makes it, so every hubbub has it. */
export const announcementsRoomId = 2;
