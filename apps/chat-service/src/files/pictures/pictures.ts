import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { AppError } from "@hubbub/errors";
import { FairQueue } from "../../fair-use/fair-queue.ts";
import { Turns } from "../../fair-use/turns.ts";
import {
  lookTimeoutMs,
  makeTimeoutMs,
  maxPicturePixels,
  maxWaitingLooks,
  maxWaitingLooksOfPerson,
  maxWaitingPictures,
  maxWaitingPicturesOfPerson,
  pictureIdleMs,
} from "../../limits.ts";
import type { PictureFormat } from "../to-content-type.ts";
import type { MadePicture, PictureAnswer, PictureSize, PictureWork } from "./picture-work.ts";

/** Where a picture is, in which format it is to be, and where what is shown of it goes. */
export interface PictureFiles {
  readonly path: string;
  readonly format: PictureFormat;
  readonly viewPath: string;
  readonly thumbnailPath: string;
}

/** Whose pictures take turns with those of others: a person's, or all of what links lead to. */
export type PicturesOf = number | "previews";

const lowest = 19;

interface Job {
  readonly work: PictureWork;
  readonly resolve: (answer: PictureAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Pictures, in a process of their own that is there while there are any (picture-worker.ts); looks go before makings. */
export class Pictures {
  readonly #looks = new FairQueue<Job, PicturesOf>();
  readonly #makes: Job[] = [];
  readonly #turns = new Turns<PicturesOf>({
    atOnce: 1,
    maxWaiting: maxWaitingPictures,
    maxWaitingOfPerson: maxWaitingPicturesOfPerson,
    overloaded: "Too many pictures wait at the moment",
    retryAfterMs: 1_000,
  });
  #worker: ChildProcess | undefined;
  #isBusy = false;
  #idle: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** The process, while there is one: for tests. */
  get worker(): { readonly pid?: number | undefined } | undefined {
    return this.#worker;
  }

  get waiting(): number {
    return this.#looks.size + this.#makes.length + this.#turns.waiting;
  }

  /**
   * How large the picture in a file is; undefined where it is none that can be read. Throws `payload_too_large` for one of too
   * many pixels, `overloaded`, and `unavailable` where it could not be found out.
   */
  async look(path: string, of: PicturesOf): Promise<PictureSize | undefined> {
    const answer = await this.#doSoon(of, { do: "look", path });
    if ("looked" in answer) return answer.looked;
    if ("no" in answer && answer.no === "room") {
      const pixels = maxPicturePixels.toLocaleString("en");
      throw new AppError("payload_too_large", `A picture may have at most ${pixels} pixels`, { field: "content" });
    }
    return undefined;
  }

  /**
   * To make a picture, with what it takes to bring it here and away: one is made at a time, each person's in turn, so that nobody's
   * album holds up the others' pictures. Throws `overloaded`.
   */
  async inTurn<Made>(of: PicturesOf, work: () => Promise<Made>): Promise<Made> {
    return await this.#turns.run(of, async () => {
      if (this.#isStopped) throw stopped();
      return await work();
    });
  }

  /** Within a turn. Undefined where it cannot be read. Throws where the process ended over it, or took too long. */
  async make(files: PictureFiles): Promise<MadePicture | undefined> {
    const answer = await this.#do({ do: "make", ...files }, (job) => this.#makes.push(job));
    return "made" in answer ? answer.made : undefined;
  }

  /**
   * The small square that stands for a person or a room, made before any others: whoever sent it waits for it. Undefined and
   * throws as `make`, `overloaded` too.
   */
  async makeAvatar(path: string, avatarPath: string, of: PicturesOf): Promise<MadePicture | undefined> {
    const answer = await this.#doSoon(of, { do: "avatar", path, avatarPath });
    return "made" in answer ? answer.made : undefined;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#idle);
    this.#worker?.kill("SIGKILL");
    for (let job = this.#next(); job !== undefined; job = this.#next()) job.reject(stopped());
  }

  /** Before what is made, for somebody waits for it. */
  async #doSoon(of: PicturesOf, work: PictureWork): Promise<PictureAnswer> {
    if (this.#looks.size >= maxWaitingLooks || this.#looks.sizeOf(of) >= maxWaitingLooksOfPerson) {
      throw new AppError("overloaded", undefined, { retryAfterMs: 1_000 });
    }
    return await this.#do(work, (job) => this.#looks.push(of, job));
  }

  #do(work: PictureWork, wait: (job: Job) => void): Promise<PictureAnswer> {
    if (this.#isStopped) return Promise.reject(stopped());
    return new Promise((resolve, reject) => {
      wait({ work, resolve, reject });
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
    return this.#looks.shift()?.[1] ?? this.#makes.shift();
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
    // Before it has begun: its start, and all threads that it makes, stand behind everything else that this machine does.
    standBehind(worker);
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

function standBehind({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, lowest);
  } catch {
    // It has ended already.
  }
}

function stopped(): AppError {
  return new AppError("unavailable");
}
