import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { AppError } from "@hubbub/errors";
import { lookTimeoutMs, makeTimeoutMs, maxPicturePixels, maxWaitingLooks, pictureIdleMs } from "../../limits.ts";
import type { PictureFormat } from "../to-content-type.ts";
import type { MadePicture, PictureAnswer, PictureSize, PictureWork } from "./picture-work.ts";

/** Where a picture is, in which format it is to be, and where what is shown of it goes. */
export interface PictureFiles {
  readonly path: string;
  readonly format: PictureFormat;
  readonly viewPath: string;
  readonly thumbnailPath: string;
}

interface Job {
  readonly work: PictureWork;
  readonly resolve: (answer: PictureAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Pictures, in a process of their own that is there while there are any (picture-worker.ts); looks go before makings. */
export class Pictures {
  readonly #looks: Job[] = [];
  readonly #makes: Job[] = [];
  #worker: ChildProcess | undefined;
  #isBusy = false;
  #idle: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** The process, while there is one: for tests. */
  get worker(): { readonly pid?: number | undefined } | undefined {
    return this.#worker;
  }

  get waiting(): number {
    return this.#looks.length + this.#makes.length;
  }

  /**
   * How large the picture in a file is; undefined where it is none that can be read. Throws `payload_too_large` for one of too
   * many pixels, `overloaded`, and `unavailable` where it could not be found out.
   */
  async look(path: string): Promise<PictureSize | undefined> {
    if (this.#looks.length >= maxWaitingLooks) throw new AppError("overloaded", undefined, { retryAfterMs: 1_000 });
    const answer = await this.#do(this.#looks, { do: "look", path });
    if ("looked" in answer) return answer.looked;
    if ("no" in answer && answer.no === "room") {
      const pixels = maxPicturePixels.toLocaleString("en");
      throw new AppError("payload_too_large", `A picture may have at most ${pixels} pixels`, { field: "content" });
    }
    return undefined;
  }

  /** Undefined where it cannot be read. Throws where the process ended over it, or took too long. How many wait is for the caller to bound. */
  async make(files: PictureFiles): Promise<MadePicture | undefined> {
    const answer = await this.#do(this.#makes, { do: "make", ...files });
    return "made" in answer ? answer.made : undefined;
  }

  /**
   * The small square that stands for a person or a room, made before any others: whoever sent it waits for it. Undefined and
   * throws as `make`, `overloaded` too.
   */
  async makeAvatar(path: string, avatarPath: string): Promise<MadePicture | undefined> {
    if (this.#looks.length >= maxWaitingLooks) throw new AppError("overloaded", undefined, { retryAfterMs: 1_000 });
    const answer = await this.#do(this.#looks, { do: "avatar", path, avatarPath });
    return "made" in answer ? answer.made : undefined;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#idle);
    this.#worker?.kill("SIGKILL");
    for (const job of [...this.#looks.splice(0), ...this.#makes.splice(0)]) job.reject(stopped());
  }

  #do(queue: Job[], work: PictureWork): Promise<PictureAnswer> {
    if (this.#isStopped) return Promise.reject(stopped());
    return new Promise((resolve, reject) => {
      queue.push({ work, resolve, reject });
      if (!this.#isBusy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    clearTimeout(this.#idle);
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      await this.#ask(job.work).then(job.resolve, job.reject);
    }
    this.#isBusy = false;
    this.#idle = setTimeout(() => {
      this.#worker?.kill();
      this.#worker = undefined;
    }, pictureIdleMs).unref();
  }

  #next(): Job | undefined {
    return this.#looks.shift() ?? this.#makes.shift();
  }

  async #ask(work: PictureWork): Promise<PictureAnswer> {
    const worker = (this.#worker ??= this.#start());
    const { promise, resolve, reject } = Promise.withResolvers<PictureAnswer>();
    const timer = setTimeout(() => worker.kill("SIGKILL"), work.do === "look" ? lookTimeoutMs : makeTimeoutMs);
    const ended = () => reject(new AppError("unavailable", "The picture could not be worked on"));
    worker.once("message", resolve).once("exit", ended);
    try {
      worker.send(work, (error) => (error === null ? undefined : ended()));
      const answer = await promise;
      // The disk, or the machine: the picture may be in order.
      if ("no" in answer && answer.no === "now")
        throw new AppError("unavailable", "The picture could not be worked on");
      return answer;
    } finally {
      clearTimeout(timer);
      worker.off("message", resolve).off("exit", ended);
    }
  }

  #start(): ChildProcess {
    const worker = fork(fileURLToPath(new URL("picture-worker.ts", import.meta.url)), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      // None of this process's secrets.
      env: {},
    });
    worker.on("error", () => undefined);
    worker.once("exit", () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    // What it waits for holds up nobody's end.
    worker.unref();
    worker.channel?.unref();
    return worker;
  }
}

function stopped(): AppError {
  return new AppError("unavailable");
}
