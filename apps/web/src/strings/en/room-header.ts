export const roomHeader = {
  onlyYou: "Only you see this",
  hereNow: "Here now",
  search: "Search",
  menu: "Room menu",
  room: "Room",
  details: "Room details",
  leave: "Leave room",
};
