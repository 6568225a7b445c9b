// Which addresses a webhook may go to: those of the public internet. A URL is of anybody's making, so a
// server that calls it must not be led to itself, to its neighbours or to a cloud's metadata, by number or by
// name. Never resolves a name by itself: see send-webhook.ts, which asks at the very moment of the call.
// Example: isPublicAddress("169.254.169.254") → false; "::ffff:10.0.0.1" → false; "93.184.215.14" → true.
import { BlockList, isIP } from "node:net";

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // carrier-grade NAT
  ["127.0.0.0", 8],
  ["169.254.0.0", 16], // link-local, cloud metadata
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3], // multicast, reserved, broadcast
] as const) {
  PRIVATE.addSubnet(network, bits, "ipv4");
}

// Of IPv6 only 2000::/3 is given out, and in it these are not places to call.
const PUBLIC_6 = new BlockList();
PUBLIC_6.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of [
  ["2001::", 23], // protocol assignments, Teredo
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4: an IPv4 address in disguise
  ["3fff::", 20], // documentation
] as const) {
  PRIVATE.addSubnet(network, bits, "ipv6");
}

/** False for what is no address at all. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !PRIVATE.check(address, "ipv4");
    case 6:
      return PUBLIC_6.check(address, "ipv6") && !PRIVATE.check(address, "ipv6");
    default:
      return false;
  }
}

/** What the URL itself says is wrong with it, before any name is resolved; null when nothing. */
export function refusedAddress(url: string, allowPrivate: boolean): string | null {
  const { username, password, hostname, protocol } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return "must begin with https:// or http://";
  if (username !== "" || password !== "") return "must not hold a user name or a password";
  if (allowPrivate) return null;
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : "is not an address of the public internet";
  return /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i.test(host)
    ? "is not a name of the public internet"
    : null;
}
