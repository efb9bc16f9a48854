/** The words of every screen: the same in each language, and none that blames or frightens. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '../../../renderer');

interface Bundle {
  readonly where: string;
  readonly en: Readonly<Record<string, string>>;
  readonly es: Readonly<Record<string, string>>;
}

async function bundle(where: string, en: string, es: string): Promise<Bundle> {
  const [left, right] = await Promise.all([import(pathToFileURL(en).href), import(pathToFileURL(es).href)]);
  return { where, en: left.en, es: right.es };
}

const features = readdirSync(join(renderer, 'features')).filter((name) =>
  existsSync(join(renderer, 'features', name, 'words.en.ts')),
);
const bundles = await Promise.all([
  bundle('common', join(renderer, 'i18n/common.en.ts'), join(renderer, 'i18n/common.es.ts')),
  ...features.map((name) => {
    const folder = join(renderer, 'features', name);
    return bundle(name, join(folder, 'words.en.ts'), join(folder, 'words.es.ts'));
  }),
]);

const placeholders = (text: string): string[] => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort();

describe.each(bundles)('the words of $where', ({ en, es }) => {
  test('are there in both languages', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
  });
  test('take the same values in both languages', () => {
    for (const [key, text] of Object.entries(en)) expect(placeholders(es[key] ?? ''), key).toEqual(placeholders(text));
  });
  test('are never empty', () => {
    for (const text of [...Object.values(en), ...Object.values(es)]) expect(text.trim()).not.toBe('');
  });
  test('have both forms where they count', () => {
    for (const key of Object.keys(en)) {
      if (key.endsWith('_one')) expect(Object.keys(en)).toContain(key.replace(/_one$/, '_other'));
      if (key.endsWith('_other')) expect(Object.keys(en)).toContain(key.replace(/_other$/, '_one'));
    }
  });
  test('are calm', () => {
    for (const text of Object.values(en)) {
      expect(text).not.toMatch(/\b(errors?|fail(ed|s|ure)?|invalid|null|undefined|exception|oops|sorry)\b/i);
    }
  });
});
