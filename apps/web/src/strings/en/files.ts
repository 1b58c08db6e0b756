export const files = {
  title: "Files",
  titleOf: (room: string) => `Files in ${room}`,
};
