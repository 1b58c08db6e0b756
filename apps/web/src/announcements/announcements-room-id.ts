/** The room of the server's announcements, which every hubbub has. */
export const announcementsRoomId = 2;
