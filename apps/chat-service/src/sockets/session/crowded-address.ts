import { BlockList, isIPv4, isIPv6 } from "node:net";
import { connectsPerAddressCheck } from "../../limits.ts";

/**
 * Notices that most connections come from one private address: then it is a proxy's, whose clients all count as one, and
 * not a person's. Says so once, to `warn`. This machine does not count: its proxies are believed as they are.
 */
export class CrowdedAddress {
  readonly #warn: (address: string) => void;
  #counts = new Map<string, number>();
  #seen = 0;
  #told = false;

  constructor(warn: (address: string) => void) {
    this.#warn = warn;
  }

  /** One more connection, of whoever is not refused. */
  connected(address: string): void {
    if (this.#told) return;
    this.#seen += 1;
    this.#counts.set(address, (this.#counts.get(address) ?? 0) + 1);
    if (this.#seen < connectsPerAddressCheck) return;
    const [most, times] = [...this.#counts].reduce((one, other) => (other[1] > one[1] ? other : one));
    if (times > this.#seen / 2 && isPrivate(most)) {
      this.#told = true;
      this.#warn(most);
    }
    this.#counts = new Map();
    this.#seen = 0;
  }
}

function isPrivate(address: string): boolean {
  if (isIPv4(address)) return privateNetworks.check(address, "ipv4");
  return isIPv6(address) && privateNetworks.check(address, "ipv6");
}

const privateNetworks = new BlockList();
privateNetworks.addSubnet("10.0.0.0", 8);
privateNetworks.addSubnet("172.16.0.0", 12);
privateNetworks.addSubnet("192.168.0.0", 16);
privateNetworks.addSubnet("100.64.0.0", 10);
privateNetworks.addSubnet("fc00::", 7, "ipv6");
