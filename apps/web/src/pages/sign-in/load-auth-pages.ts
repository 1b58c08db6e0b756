/** `AuthPages`, for those who are not signed in. */
export const loadAuthPages = async () => (await import("./auth-pages.tsx")).AuthPages;
