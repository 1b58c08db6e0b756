/** `Lightbox`, from where a picture is pressed or about to be. */
export const loadLightbox = async () => (await import("./lightbox.tsx")).Lightbox;
