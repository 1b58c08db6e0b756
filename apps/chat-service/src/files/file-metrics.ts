import { Counter, Gauge, type Registry } from "prom-client";

export interface FileMetrics {
  readonly uploads: Counter<"result">;
  readonly pictures: Counter<"result">;
  /** Reads the gauge when scraped. */
  observe(waitingPictures: () => number): void;
}

/** What came of a picture: `none` where it could not be read. */
export type PictureResult = "made" | "none" | "failed";

/** Of files; once per process and registry. */
export function createFileMetrics(registry: Registry): FileMetrics {
  const registers = [registry];
  const uploads = new Counter({
    name: "file_uploads_total",
    help: "Files sent to this instance: stored, refused (for what it is, or who sends it), failed (we or the connection broke).",
    labelNames: ["result"],
    registers,
  });
  for (const result of ["stored", "refused", "failed"]) uploads.inc({ result }, 0);
  const pictures = new Counter({
    name: "file_pictures_total",
    help: "Pictures made anew for showing: made, none (it could not be read), failed (it is tried again).",
    labelNames: ["result"],
    registers,
  });
  for (const result of ["made", "none", "failed"]) pictures.inc({ result }, 0);
  return {
    uploads,
    pictures,
    observe(waitingPictures) {
      const gauge: Gauge = new Gauge({
        name: "file_pictures_waiting",
        help: "Pictures that wait to be looked at or made by this instance.",
        registers,
        collect() {
          gauge.set(waitingPictures());
        },
      });
    },
  };
}
