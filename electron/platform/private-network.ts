import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { type AddressKind, addressKind } from './address-kind.ts';

/**
 * Keeps a connection from reaching the operator's own network through an address typed in, or a name that points inward.
 * The check runs on the addresses a name resolves to, and the socket opens to those very addresses: a name that changes
 * its answer between check and connect (DNS rebinding) gains nothing.
 */
export type Reach =
  /** Public addresses only: the default. */
  | 'public'
  /** Also this machine and private ranges: the connection says "private network allowed". */
  | 'private'
  /** This machine only: what plain http is good for. */
  | 'loopback';

/** Thrown when an address lies outside a connection's reach. */
export class OutOfReach extends Error {
  readonly code = 'MONTHEND_OUT_OF_REACH';
  readonly addressKind: AddressKind;

  constructor(kind: AddressKind) {
    super(`address is ${kind}`);
    this.name = 'OutOfReach';
    this.addressKind = kind;
  }
}

const privateKinds: ReadonlySet<AddressKind> = new Set(['public', 'loopback', 'private', 'shared', 'unique_local']);

/** Whether an address may be talked to. Link-local, metadata and reserved addresses never may, whatever is allowed. */
export function withinReach(address: string, reach: Reach): boolean {
  const kind = addressKind(address);
  if (reach === 'loopback') return kind === 'loopback';
  return reach === 'private' ? privateKinds.has(kind) : kind === 'public';
}

/** Checks a host written as an address, for which no look-up ever happens. Names pass: they are checked when resolved. */
export function checkLiteralHost(hostname: string, reach: Reach): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !withinReach(host, reach)) throw new OutOfReach(addressKind(host));
}

/** Resolves a name to all of its addresses. */
export type ResolveHost = (
  hostname: string,
  options: LookupOptions,
  done: (thrown: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const systemResolve: ResolveHost = (hostname, options, done) => systemLookup(hostname, { ...options, all: true }, done);

type LookupDone = (
  thrown: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number | undefined,
) => void;

/** A `lookup` for `net.connect` and `tls.connect` that hands out checked addresses or none. */
export function guardedLookup(reach: Reach, resolveHost: ResolveHost = systemResolve) {
  return (hostname: string, options: LookupOptions, done: LookupDone): void => {
    resolveHost(hostname, options, (thrown, addresses) => {
      if (thrown) return done(thrown, []);
      // One address out of reach spoils the name: an honest public service has none, and a mixture is an attack's shape.
      const outside = addresses.find(({ address }) => !withinReach(address, reach));
      if (outside) return done(new OutOfReach(addressKind(outside.address)), []);
      if (options.all) return done(null, addresses);
      const first = addresses[0];
      if (!first) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
      done(null, first.address, first.family);
    });
  };
}
