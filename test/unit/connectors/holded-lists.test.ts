import { describe, expect, test } from 'vitest';
import { holdedChannel, holdedContact } from '../../../electron/connectors/holded/builders.ts';
import { holdedBaseUrl, versionOfKey } from '../../../electron/connectors/holded/client.ts';
import { mapContact } from '../../../electron/connectors/holded/map-contacts.ts';
import { mapService } from '../../../electron/connectors/holded/map-services.ts';
import { holdedSettings } from '../../../electron/connectors/holded/settings.ts';
import { channelV2, contactV2 } from '../../../electron/connectors/holded/simulator-v2.ts';

const defaults = holdedSettings.parse({});

describe('a sales channel', () => {
  const channel = (name: string, accountNum: number | null = 70_500_012) => holdedChannel({ name, accountNum });

  test('is a service by account number and name', () => {
    const raw = channel('ES FS Part Time');
    const service = { draft: 'service', externalId: raw.id, name: 'ES FS Part Time', accountNumber: '70500012' };
    expect(mapService(raw, defaults)).toEqual([{ ...service, serviceType: 'FS' }]);
    expect(mapService(channelV2(raw), defaults)).toEqual([{ ...service, serviceType: 'FS' }]);
    const { accountNum, ...documented } = raw;
    expect(mapService({ ...documented, accNum: accountNum }, defaults)).toEqual([{ ...service, serviceType: 'FS' }]);
  });

  test.each([
    ['ES Full-Stack', 'FS'],
    ['EU FullStack PT', 'FS'],
    ['ES ISA Madrid', 'FS'],
    ['ES Data Science', 'DS'],
    ['ES AI/ML', 'DS'],
    ['ES Machine Learning', 'DS'],
    ['ES Ciberseguridad', 'CS'],
    ['ES Cybersecurity PT', 'CS'],
    ['EU AI Engineering', 'AIE'],
    ['EU aie', 'AIE'],
    // Parts of words are not words.
    ['ES Visa support', null],
    ['ES Mechanics', null],
    ['ES Friends', null],
  ])('%s is of type %s', (name, serviceType) => {
    expect(mapService(channel(name), defaults)).toMatchObject([{ draft: 'service', serviceType }]);
  });

  test('that is no service is left out with the reason', () => {
    const reason = (raw: unknown, settings = {}) => {
      const [draft] = mapService(raw, holdedSettings.parse(settings));
      return draft?.draft === 'excluded' ? draft.reason : null;
    };
    expect(reason(channel('ES FS', 70_000_000))).toBe('Not a service: account 70000000 does not start with 7050.');
    expect(reason(channel('Otros ingresos'))).toBe('Not a service: the name does not start with ES or EU.');
    expect(reason(channel('ES FS', null))).toBe('Not a service: the income account has no account number.');
    expect(reason(channel('ES deposits'), { excludedAccounts: ['705000'] })).toBe(
      'The settings leave this income account out.',
    );
    expect(reason(channel('Otros'), { serviceNamePrefixes: [], serviceAccountPrefixes: [] })).toBeNull();
  });
});

describe('a contact', () => {
  test('is a party; an empty e-mail is none', () => {
    const raw = holdedContact({ name: 'Irune Valdarra', taxId: '00000000T', raw: { mobile: '+34600000002' } });
    const party = {
      draft: 'party',
      externalId: raw.id,
      name: 'Irune Valdarra',
      email: null,
      taxId: '00000000T',
      phone: '+34600000002',
      organisation: false,
      creates: 'always',
      evidence: null,
    };
    expect(mapContact(raw, defaults)).toEqual([party]);
    expect(mapContact({ ...raw, email: null }, defaults)).toEqual([party]);
    expect(mapContact(contactV2(raw), defaults)).toEqual([party]);
    expect(mapContact({ ...raw, email: 'I@V.example' }, defaults)).toEqual([{ ...party, email: 'I@V.example' }]);
  });

  test('that is only a supplier is left out; one that buys too is not', () => {
    const supplier = holdedContact({ name: 'Luz SA', type: 'supplier' });
    expect(mapContact(supplier, defaults)).toMatchObject([{ draft: 'excluded' }]);
    expect(mapContact({ ...supplier, clientRecord: [] }, defaults)).toMatchObject([{ draft: 'excluded' }]);
    expect(mapContact({ ...supplier, clientRecord: { num: 43_000_001 } }, defaults)).toMatchObject([
      { draft: 'party' },
    ]);
  });
});

test('the shape of the key decides the version, unless the settings do', () => {
  const key = '0123456789abcdef0123456789abcdef';
  expect([key, 'pat_x', 'sk_live_x'].map(versionOfKey)).toEqual(['v1', 'v2', 'v2']);
  expect(holdedBaseUrl(defaults, { apiKey: key })).toBe('https://api.holded.com/api/invoicing/v1');
  expect(holdedBaseUrl({ ...defaults, apiVersion: 'v2' }, { apiKey: key })).toBe('https://api.holded.com/api/v2');
  expect(holdedBaseUrl({ ...defaults, baseUrl: 'http://127.0.0.1:1/holded/' }, { apiKey: 'pat_x' })).toBe(
    'http://127.0.0.1:1/holded/api/v2',
  );
});

test('settings that make no sense are refused', () => {
  expect(holdedSettings.safeParse({ timeZone: 'Europe/Madird' }).success).toBe(false);
  expect(holdedSettings.safeParse({ baseCurrency: 'euro' }).success).toBe(false);
});
