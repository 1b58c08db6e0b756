import ipaddr from "ipaddr.js";

/**
 * Whether an IP address, as it comes from the resolver or stands in a URL, is on the public internet. Of IPv6 the addresses that
 * carry one of IPv4 (mapped, compatible, 6to4, Teredo, NAT64) are not: what they lead to is not known here.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes("%")) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv6) return address.match(globalUnicast);
  return text !== azureWireServer;
}

export function isLoopbackAddress(text: string): boolean {
  return ipaddr.isValid(text) && ipaddr.process(text).range() === "loopback";
}

const globalUnicast = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];
/** Tells a machine of Azure's its secrets, at an address that looks like any other. */
const azureWireServer = "168.63.129.16";
