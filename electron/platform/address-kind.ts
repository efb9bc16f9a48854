import { isIPv4, isIPv6 } from 'node:net';

/** What an IP address is for, as far as letting a connection talk to it goes. */
export type AddressKind =
  | 'public'
  | 'loopback'
  /** RFC 1918. */
  | 'private'
  /** Carrier-grade NAT, RFC 6598. */
  | 'shared'
  /** IPv6 unique local addresses. */
  | 'unique_local'
  | 'link_local'
  /** Where clouds hand out a machine's credentials. */
  | 'metadata'
  /** Unspecified, multicast, documentation, benchmarking, not yet assigned. */
  | 'reserved';

type Range = readonly [prefix: readonly number[], bits: number, kind: AddressKind];

// First match wins, so single addresses come before the ranges around them.
const ranges4: readonly Range[] = [
  range4('169.254.169.254/32', 'metadata'),
  range4('169.254.170.2/32', 'metadata'),
  range4('100.100.100.200/32', 'metadata'),
  range4('192.0.0.192/32', 'metadata'),
  range4('168.63.129.16/32', 'metadata'),
  range4('127.0.0.0/8', 'loopback'),
  range4('10.0.0.0/8', 'private'),
  range4('172.16.0.0/12', 'private'),
  range4('192.168.0.0/16', 'private'),
  range4('100.64.0.0/10', 'shared'),
  range4('169.254.0.0/16', 'link_local'),
  range4('0.0.0.0/8', 'reserved'),
  range4('192.0.0.0/24', 'reserved'),
  range4('192.0.2.0/24', 'reserved'),
  range4('192.88.99.0/24', 'reserved'),
  range4('198.18.0.0/15', 'reserved'),
  range4('198.51.100.0/24', 'reserved'),
  range4('203.0.113.0/24', 'reserved'),
  range4('224.0.0.0/3', 'reserved'),
];

const ranges6: readonly Range[] = [
  range6('fd00:ec2::254/128', 'metadata'),
  range6('fd20:ce::254/128', 'metadata'),
  range6('::1/128', 'loopback'),
  range6('fe80::/10', 'link_local'),
  // Site-local, given up in 2004, still routed inside some networks.
  range6('fec0::/10', 'link_local'),
  range6('fc00::/7', 'unique_local'),
  range6('ff00::/8', 'reserved'),
  range6('100::/64', 'reserved'),
  // NAT64 for local use: where it leads is a matter of the network.
  range6('64:ff9b:1::/48', 'reserved'),
  // Teredo hides an IPv4 address behind an exclusive or; ORCHID is not routable.
  range6('2001::/23', 'reserved'),
  range6('2001:db8::/32', 'reserved'),
  range6('3fff::/20', 'reserved'),
  range6('5f00::/16', 'reserved'),
];

/** IPv6 ranges that carry an IPv4 address, and at which byte: such an address is whatever the carried one is. */
const carriers: readonly (readonly [prefix: readonly number[], bits: number, at: number])[] = [
  [parse6('::ffff:0:0'), 96, 12],
  [parse6('::ffff:0:0:0'), 96, 12],
  [parse6('64:ff9b::'), 96, 12],
  [parse6('2002::'), 16, 2],
  // IPv4-compatible addresses, also where :: (unspecified) lives; ::1 has matched as loopback before.
  [parse6('::'), 96, 12],
];

/** What kind of address this is; anything that is not an IP address counts as `reserved`. */
export function addressKind(address: string): AddressKind {
  if (isIPv4(address)) return kind4(parse4(address));
  const bare = address.split('%', 1)[0] ?? '';
  if (!isIPv6(bare)) return 'reserved';
  const bytes = parse6(bare);
  const found = ranges6.find(([prefix, bits]) => matches(bytes, prefix, bits));
  if (found) return found[2];
  const carrier = carriers.find(([prefix, bits]) => matches(bytes, prefix, bits));
  if (carrier) return kind4(bytes.slice(carrier[2], carrier[2] + 4));
  // Only 2000::/3 has been given out for the public internet.
  return matches(bytes, parse6('2000::'), 3) ? 'public' : 'reserved';
}

function kind4(bytes: readonly number[]): AddressKind {
  return ranges4.find(([prefix, bits]) => matches(bytes, prefix, bits))?.[2] ?? 'public';
}

function matches(bytes: readonly number[], prefix: readonly number[], bits: number): boolean {
  for (let bit = 0, at = 0; bit < bits; bit += 8, at += 1) {
    const mask = bits - bit >= 8 ? 0xff : (0xff00 >> (bits - bit)) & 0xff;
    if (((bytes[at] ?? 0) & mask) !== ((prefix[at] ?? 0) & mask)) return false;
  }
  return true;
}

function parse4(address: string): number[] {
  return address.split('.').map(Number);
}

function parse6(address: string): number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  let text = address;
  if (dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = parse4(dotted[2] ?? '');
    text = `${dotted[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const [head = '', tail] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(gap).fill('0'), ...after].map((group) => Number.parseInt(group, 16));
  return groups.flatMap((group) => [group >> 8, group & 0xff]);
}

function range4(cidr: string, kind: AddressKind): Range {
  const [address = '', bits] = cidr.split('/');
  return [parse4(address), Number(bits), kind];
}

function range6(cidr: string, kind: AddressKind): Range {
  const [address = '', bits] = cidr.split('/');
  return [parse6(address), Number(bits), kind];
}
