import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * The address that a request came from. `forwarded` (the header X-Real-IP) counts only if the peer is on the loopback or
 * a private network, where Nginx is.
 */
export function clientAddress(peer: ArrayBuffer, forwarded: string): string {
  const address = formatAddress(new Uint8Array(peer));
  return isIP(forwarded) !== 0 && isPrivate(address) ? forwarded : address;
}

/** 4 or 16 bytes, as uWebSockets.js gives them; an IPv4 address mapped into IPv6 becomes IPv4 again. */
function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const mapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return bytes.subarray(12).join(".");
  const groups = Array.from({ length: bytes.length / 2 }, (_, at) => {
    return (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16);
  });
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

function isPrivate(address: string): boolean {
  return isIP(address) !== 0 && privateNetworks.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

const privateNetworks = new BlockList();
privateNetworks.addSubnet("127.0.0.0", 8);
privateNetworks.addSubnet("10.0.0.0", 8);
privateNetworks.addSubnet("172.16.0.0", 12);
privateNetworks.addSubnet("192.168.0.0", 16);
privateNetworks.addAddress("::1", "ipv6");
privateNetworks.addSubnet("fc00::", 7, "ipv6");
