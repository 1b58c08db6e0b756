import { Agent, type AgentOptions } from "node:http";
import { Agent as TlsAgent } from "node:https";

/** The exporter's connections, which can be cut: it goes on trying by itself, and would keep a stopped process alive. */
export class TraceAgent {
  readonly #agents: Agent[] = [];
  #isCut = false;

  readonly connect = (protocol: string): Agent => {
    const options: AgentOptions = { keepAlive: true };
    const agent = protocol === "https:" ? new TlsAgent(options) : new Agent(options);
    if (this.#isCut) refuse(agent);
    this.#agents.push(agent);
    return agent;
  };

  cut(): void {
    this.#isCut = true;
    for (const agent of this.#agents) refuse(agent);
  }
}

/** What is tried once more fails in a way that is not tried again. */
function refuse(agent: Agent): void {
  agent.createConnection = () => {
    throw new Error("tracing has stopped");
  };
  agent.destroy();
}
