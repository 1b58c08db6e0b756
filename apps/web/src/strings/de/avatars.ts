import type { Catalogue } from "../catalogue.ts";

export const avatars: Catalogue["later"]["avatars"] = {
  title: "Bild",
  ofYou: "Ein kleines Quadrat neben dem, was du schreibst. Wer seine Adresse hat, sieht es.",
  ofRoom: "Ein kleines Quadrat neben dem Namen des Raums.",
  choose: "Bild auswählen …",
  another: "Anderes auswählen …",
  remove: "Bild entfernen",
  saved: "Das Bild ist gespeichert.",
  removed: "Das Bild ist entfernt.",
  removing: {
    title: "Das Bild entfernen?",
    says: "Überall stehen dann wieder die Buchstaben oder das Zeichen von vorher.",
    keep: "Bild behalten",
  },
  crop: "Ausschnitt wählen",
  square: "Der Ausschnitt, der gezeigt wird",
  help: "Zieh das Quadrat oder bewege es mit den Pfeiltasten; die Ecke, zwei Finger, + und − ändern seine Größe.",
  size: "Größe",
  noPicture: "Dieser Browser kann die Datei nicht als Bild zeigen. Wähle JPEG, PNG, GIF, WebP oder AVIF.",
  cancel: "Abbrechen",
  save: "Bild speichern",
};
