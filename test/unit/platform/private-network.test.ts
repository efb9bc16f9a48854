import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { type AddressKind, addressKind } from '../../../electron/platform/address-kind.ts';
import { readBaseUrl } from '../../../electron/platform/http-base-url.ts';
import { guardedLookup, withinReach } from '../../../electron/platform/private-network.ts';

const table: readonly (readonly [AddressKind, ...string[]])[] = [
  ['public', '8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '11.0.0.1'],
  ['public', '192.167.255.255', '169.253.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::8a'],
  ['loopback', '127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1'],
  ['private', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  ['shared', '100.64.0.1', '100.127.255.255'],
  ['unique_local', 'fc00::1', 'fd12:3456:789a::1', 'fdff:ffff::'],
  ['link_local', '169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1'],
  ['metadata', '169.254.169.254', '169.254.170.2', '100.100.100.200', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254'],
  ['reserved', '0.0.0.0', '0.1.2.3', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
  [
    'reserved',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    'ff02::1',
    '100::1',
    '2001:db8::1',
    '3fff::1',
    '5f00::1',
    '4000::1',
  ],
  // IPv4 inside IPv6: mapped, translated, NAT64, 6to4, compatible, Teredo.
  [
    'loopback',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::127.0.0.1',
  ],
  ['private', '::ffff:10.1.2.3', '::ffff:c0a8:101', '64:ff9b::10.0.0.1', '2002:c0a8:0101::1', '2002:0a00:0001::'],
  ['metadata', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::169.254.169.254', '2002:a9fe:a9fe::'],
  ['public', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1'],
  ['reserved', '64:ff9b:1::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '::ffff:0.0.0.0'],
  ['reserved', 'not an address', '', '1.2.3', '1.2.3.4.5', '0x7f.1', '::g'],
];

describe('the kind of an address', () => {
  it.each(table.flatMap(([kind, ...addresses]) => addresses.map((address) => [address, kind] as const)))(
    'of %j is %s',
    (address, kind) => {
      expect(addressKind(address)).toBe(kind);
    },
  );
});

describe('reach', () => {
  it('is public by default, widens to private ranges, and for plain http is this machine', () => {
    const reaches = (address: string) =>
      (['public', 'private', 'loopback'] as const).filter((reach) => withinReach(address, reach));
    expect(reaches('8.8.8.8')).toEqual(['public', 'private']);
    expect(reaches('172.16.4.5')).toEqual(['private']);
    expect(reaches('fd12::1')).toEqual(['private']);
    expect(reaches('127.0.0.1')).toEqual(['private', 'loopback']);
    for (const never of ['169.254.169.254', 'fe80::1', '0.0.0.0', '224.0.0.1', 'fd00:ec2::254']) {
      expect(reaches(never)).toEqual([]);
    }
  });

  it('is applied to every address a name has, in both forms a socket may ask for', () => {
    const lookup = (addresses: LookupAddress[], all: boolean) => {
      let got: unknown[] = [];
      guardedLookup('public', (_name, _options, done) => done(null, addresses))('x', { all }, (...result) => {
        got = result;
      });
      return got;
    };
    const fine = { address: '8.8.8.8', family: 4 };
    const inward = { address: '10.0.0.1', family: 4 };
    expect(lookup([fine], true)).toEqual([null, [fine]]);
    expect(lookup([fine], false)).toEqual([null, '8.8.8.8', 4]);
    expect(lookup([fine, inward], true)[0]).toMatchObject({ addressKind: 'private' });
    expect(lookup([fine, inward], false)[0]).toMatchObject({ addressKind: 'private' });
    expect(lookup([], false)[0]).toMatchObject({ code: 'ENOTFOUND' });
  });
});

describe('an address as typed', () => {
  it.each([
    ['https://api.example/v1/', false, 'https://api.example /v1 public'],
    [' https://api.example ', false, 'https://api.example  public'],
    ['https://crm.example:8443', true, 'https://crm.example:8443  private'],
    ['https://172.16.0.9/', true, 'https://172.16.0.9  private'],
    ['http://127.0.0.1:8080/x', true, 'http://127.0.0.1:8080 /x loopback'],
    ['http://localhost:8080', true, 'http://localhost:8080  loopback'],
    ['https://172.16.0.9/', false, 'base_url_private_network'],
    ['https://0x7f.1/', false, 'base_url_private_network'],
    ['https://2130706433/', false, 'base_url_private_network'],
    ['https://[::ffff:7f00:1]/', false, 'base_url_private_network'],
    ['https://localhost', false, 'base_url_private_network'],
    ['http://127.0.0.1', false, 'base_url_private_network'],
    ['https://169.254.169.254', true, 'base_url_reserved'],
    ['http://api.example', true, 'base_url_not_encrypted'],
    ['http://api.example', false, 'base_url_not_encrypted'],
    ['http://192.168.1.1', true, 'base_url_not_encrypted'],
    ['https://user:pass@api.example', false, 'base_url_with_password'],
    ['https://api.example/?a=1', false, 'base_url_unreadable'],
    ['ftp://api.example', true, 'base_url_unreadable'],
    ['api.example', false, 'base_url_unreadable'],
  ])('%j with private network %s reads as %s', (text, allowed, expected) => {
    const read = readBaseUrl(text, allowed);
    expect(read.ok ? `${read.value.origin} ${read.value.prefix} ${read.value.reach}` : read.problem.code).toBe(
      expected,
    );
    if (!read.ok) {
      const { message, meaning, fix } = read.problem;
      expect(meaning && fix).toBeTruthy();
      expect(`${message} ${meaning} ${fix}`).not.toMatch(/error|failed|invalid|null/i);
    }
  });
});
