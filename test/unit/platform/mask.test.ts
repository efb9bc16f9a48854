import { describe, expect, it } from 'vitest';
import { maskPersonal, maskSecrets } from '../../../electron/platform/mask.ts';

const hex = '0123456789abcdef0123456789abcdef';

describe('secrets in a text', () => {
  it.each([
    ['Contact ana.lopez+x@example.co.uk now', 'Contact [e-mail] now'],
    ['?email=ana%40example.com&x=1', '?email=[e-mail]&x=1'],
    ['josé@españa.es', '[e-mail]'],
    [`key ${hex}`, 'key [token]'],
    ['Authorization: Bearer abc123.def', 'Authorization: Bearer [token]'],
    ['Authorization: Token 9c1f22', 'Authorization: Token [token]'],
    ['Token expired', 'Token expired'],
    ['pat_1a2b3c4d5e', '[token]'],
    ['ntn_1234567890abcdef', '[token]'],
    ['secret_AbCdEfGh12', '[token]'],
    ['https://x.example/v1?token=abcdef123&page=2', 'https://x.example/v1?token=[token]&page=2'],
    ['{"apiKey":"abcdef123"}', '{"apiKey":"[token]"}'],
    ['X-API-KEY: 11aa-22bb-33cc', 'X-API-KEY: [token]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def_ghi', '[token]'],
    ['aB3'.repeat(16), '[token]'],
  ])('%j reads %j', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
    expect(maskSecrets(masked)).toBe(masked);
  });

  it.each([
    '3b9f1c1e-2f6a-4b7e-9d3c-0a1b2c3d4e5f',
    '5f3a9c0b1d2e3f4a5b6c7d8e',
    'INV-2025-000123',
    'service-periods',
    '/v1/databases/:id/query',
    'at send (electron/platform/http-transport-of-one-connection-only.ts:123:45)',
    'invoice 1,234,567.89 EUR of 2025-03-31',
  ])('are not seen in %j', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

describe('personal values in a text', () => {
  it.each([
    ['call +34 612 345 678 today', 'call [phone] today'],
    ['+1 (305) 555-0199', '[phone]'],
    ['(305) 555-0199', '[phone]'],
    ['tel 612 34 56 78.', 'tel [phone].'],
    ['0034612345678', '[phone]'],
    ['NIF 12345678Z, NIE X1234567L, CIF B12345678', 'NIF [tax id], NIE [tax id], CIF [tax id]'],
    ['ESB12345678', '[tax id]'],
    ['adószám 12345678-1-42', 'adószám [tax id]'],
    ['EIN 12-3456789', 'EIN [tax id]'],
    ['DE123456789 and FR40303265045', '[tax id] and [tax id]'],
    ['IBAN ES91 2100 0418 4502 0005 1332', 'IBAN [account]'],
    ['DE89370400440532013000', '[account]'],
    ['contact ana@example.com, 12345678Z', 'contact [e-mail], [tax id]'],
  ])('%j reads %j', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each([
    '2025-03-31T10:00:00.000Z',
    'total 1234567.89 is not 1.234.567,89',
    'invoice 2025/000123 at 1743415200',
    'page 3 of 12, 50000 rows',
    '3b9f1c1e-2f6a-4b7e-9d3c-0a1b2c3d4e5f',
    'property "Fecha inicio" expected date, got rich_text',
    'F250331-0042',
  ])('are not seen in %j', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });
});
