import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import type { Spoils } from "../attacker/tally.ts";
import type { Attack } from "../attacks/attack.ts";
import { excess } from "../attacks/share.ts";
import { ask } from "../bystanders/ask.ts";
import { AttackSystem } from "../system/attack-system.ts";
import { watchMemory } from "../system/memory-watch.ts";
import { type Cast, makeCast, prepareAttacker } from "./cast.ts";
import type { Outcome, ServiceOutcome } from "./outcome.ts";
import { startAttacker } from "./start-attacker.ts";
import { type Bystanders, startBystanders } from "./start-bystanders.ts";

/** Ms after an attack at which memory is looked at again. */
const standardMemoryAfterMs = 5_000;
const calmMs = 200;
const calmAnswers = 5;
const calmPatienceMs = 60_000;

export interface SceneOptions {
  /** Those that will be measured. */
  readonly attacks: readonly Attack[];
  readonly memoryAfterMs?: number;
  readonly log?: (line: string) => void;
}

/** A system with people in it, to be attacked. */
export class Scene {
  readonly #system: AttackSystem;
  readonly #cast: Cast;
  readonly #bystanders: Bystanders;
  readonly #options: SceneOptions;

  static async open(options: SceneOptions): Promise<Scene> {
    const system = new AttackSystem(options.log ?? (() => undefined));
    try {
      await system.start();
      const cast = await makeCast(system.url, options.attacks.length);
      const bystanders = await startBystanders({ url: system.url, people: cast.bystanders, room: cast.room });
      const scene = new Scene(system, cast, bystanders, options);
      await scene.#checkPlaces();
      return scene;
    } catch (error) {
      await system.destroy();
      throw error;
    }
  }

  private constructor(system: AttackSystem, cast: Cast, bystanders: Bystanders, options: SceneOptions) {
    this.#options = options;
    this.#system = system;
    this.#cast = cast;
    this.#bystanders = bystanders;
  }

  async close(): Promise<void> {
    this.#bystanders.stop();
    await this.#system.destroy();
  }

  /** Measures what bystanders see while one attack goes on; without one, what they see in peace. */
  async measure(attack: Attack | undefined, seconds: number): Promise<Outcome> {
    const system = this.#system;
    const { attacks, memoryAfterMs = standardMemoryAfterMs } = this.#options;
    await this.#calm();
    const attacker =
      attack === undefined
        ? undefined
        : await startAttacker({
            attack: attack.name,
            seconds,
            target: await prepareAttacker(system.url, this.#cast, attacks.indexOf(attack)),
          });
    const chat = await this.#watch(this.#chatName);
    const users = await this.#watch("user-service");
    const { over, figures } = this.#bystanders.measure(seconds);
    attacker?.go();
    await over;
    const loops = await Promise.all([chat.loop(), users.loop()]);
    const bystanders = await figures;
    const spoils: Spoils | undefined = await attacker?.spoils();
    await pause(memoryAfterMs);
    return {
      attack: attack?.name ?? "nobody",
      title: attack?.title ?? "nobody attacks",
      seconds,
      bystanders,
      services: { chat: chat.stop(loops[0]), users: users.stop(loops[1]) },
      spoils,
      excess: excess(attack?.shares, spoils, seconds),
    };
  }

  get #chatName(): string {
    return this.#bystanders.serverIds[0]!;
  }

  async #watch(service: string) {
    const system = this.#system;
    const memory = watchMemory(system, service);
    const restartsBefore = system.stack.restarts(service);
    const unreachable = { p99Ms: Number.POSITIVE_INFINITY, maxMs: Number.POSITIVE_INFINITY };
    await system.eventLoop(service);
    return {
      loop: () => system.eventLoop(service).catch(() => unreachable),
      stop: (loop: Awaited<ReturnType<AttackSystem["eventLoop"]>>): ServiceOutcome => ({
        loop,
        memory: memory.stop(),
        restarts: system.stack.restarts(service) - restartsBefore,
      }),
    };
  }

  /** Nobody learns anything from an attack that would not have hit the instance of the bystanders. */
  async #checkPlaces(): Promise<void> {
    const { bystanders, attackers } = this.#cast;
    const { token } = attackers[0] ?? bystanders[0]!;
    const places = [...this.#bystanders.serverIds, await this.#placeOf("203.0.113.1", token)];
    if (new Set(places).size !== 1) throw new Error(`not all are on one instance: ${places.join(", ")}`);
  }

  #placeOf(address: string, token: string): Promise<string> {
    const url = `${this.#system.url.replace("http", "ws")}/ws`;
    const socket = new WebSocket(url, { headers: { "X-Forwarded-For": address } });
    return new Promise<string>((resolve, reject) => {
      socket.on("open", () => socket.send(JSON.stringify({ type: "auth", token })));
      socket.on("error", reject);
      socket.on("close", (code) => reject(new Error(`closed with ${code}`)));
      socket.on("message", (data) => resolve(String(JSON.parse((data as Buffer).toString()).server_id)));
    }).finally(() => socket.terminate());
  }

  /** Waits until what an earlier attack left behind is worked off. */
  async #calm(): Promise<void> {
    await this.#bystanders.seated();
    const { token } = this.#cast.bystanders[0]!;
    const deadline = performance.now() + calmPatienceMs;
    for (let quick = 0; quick < calmAnswers;) {
      const begun = performance.now();
      const question = { url: this.#system.url, method: "GET", address: "198.19.255.1", token };
      const both = ["/api/v1/users/me", `/api/v1/rooms/${this.#cast.room}`].map((path) => ask({ ...question, path }));
      const fine = await Promise.all(both).then(
        () => performance.now() - begun < calmMs,
        () => false,
      );
      quick = fine ? quick + 1 : 0;
      if (performance.now() > deadline) return;
      await pause(calmMs);
    }
  }
}
