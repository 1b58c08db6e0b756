/** The room of the whole server's announcements, made by the first migration. */
export const announcementsRoomId = 2;
