import { describe, expect, test } from 'vitest';
import { notionPage, type PageFacts, richText } from '../../../electron/connectors/notion/builders.ts';
import { notion } from '../../../electron/connectors/notion/index.ts';
import { notionSettings } from '../../../electron/connectors/notion/settings.ts';
import { streamOf } from '../../support/connect.ts';

const stream = streamOf(notion, 'pages');

function page(facts: Partial<PageFacts> = {}) {
  return notionPage({
    id: '1a2b3c4d-0000-4000-8000-000000000101',
    dataSourceId: 'd5d5d5d5-0000-4000-8000-00000000d101',
    databaseId: 'b1d4c0de-0000-4000-8000-00000000d001',
    name: 'Irune Valdarra',
    email: 'Irune.Valdarra@mail.example',
    createdAt: '2026-01-08T11:25:00.000Z',
    ...facts,
  });
}

function map(raw: unknown, config: unknown = {}) {
  return stream.map(stream.wire.parse(raw), notionSettings.parse(config));
}

/** What becomes of one column of a page. */
function withColumn(name: string, column: { type: string; [value: string]: unknown }) {
  const raw = page();
  return map({ ...raw, properties: { ...raw.properties, [name]: { id: 'x', ...column } } })[0];
}

test('a page never creates a client; its status and date are evidence', () => {
  expect(map(page({ status: 'Not  Completing', dropDate: '2026-02-20', certificatedAt: '2026-05-29' }))).toEqual([
    {
      draft: 'party',
      externalId: '1a2b3c4d-0000-4000-8000-000000000101',
      name: 'Irune Valdarra',
      email: 'Irune.Valdarra@mail.example',
      taxId: null,
      phone: null,
      creates: 'never',
      evidence: { status: 'NOT_COMPLETING', date: '2026-02-20' },
    },
  ]);
  expect(map(page({ status: 'Graduated', certificatedAt: '2026-05-29' }))).toMatchObject([
    { evidence: { status: 'GRADUATED', date: '2026-05-29' } },
  ]);
});

test('empty selects, dates, titles and e-mails are no values', () => {
  expect(map(page({ name: '', email: ' ' }))).toMatchObject([{ name: '', email: null, evidence: null }]);
});

test('columns that are not there are no values', () => {
  expect(map({ ...page(), properties: {} })).toMatchObject([{ name: '', email: null, evidence: null }]);
});

describe('an e-mail is read from a column of type', () => {
  test.each([
    ['rich_text', { type: 'rich_text', rich_text: [...richText('a@b.'), ...richText('example ')] }],
    ['title', { type: 'title', title: richText('a@b.example') }],
    ['url', { type: 'url', url: 'mailto:a@b.example' }],
    ['formula', { type: 'formula', formula: { type: 'string', string: 'a@b.example' } }],
    [
      'rollup',
      {
        type: 'rollup',
        rollup: { type: 'array', function: 'show_original', array: [{ type: 'email', email: 'a@b.example' }] },
      },
    ],
  ])('%s', (_, column) => {
    expect(withColumn('Email', column)).toMatchObject({ email: 'a@b.example' });
  });

  test.each([
    ['number', { type: 'number', number: 5 }],
    ['people', { type: 'people', people: [] }],
    ['rollup', { type: 'rollup', rollup: { type: 'unsupported', function: 'x' } }],
    ['rich_text', { type: 'rich_text', rich_text: null }],
  ])('but not from %s without text', (_, column) => {
    expect(withColumn('Email', column)).toMatchObject({ email: null });
  });
});

test.each([
  ['status', { type: 'status', status: { id: 's', name: 'Early dropped', color: 'red' } }, 'EARLY_DROPPED'],
  ['multi_select', { type: 'multi_select', multi_select: [{ name: 'Dropped' }, { name: 'Late' }] }, 'DROPPED'],
  ['empty status', { type: 'status', status: null }, undefined],
])('a status is read from a column of type %s', (_, column, status) => {
  expect(withColumn('Educational Status', column)).toMatchObject({ evidence: status ? { status } : null });
});

test.each([
  ['a day', { start: '2026-02-20', end: null, time_zone: null }, '2026-02-20'],
  ['a time, as it is written', { start: '2026-02-20T23:30:00.000-05:00', end: null, time_zone: null }, '2026-02-20'],
  ['a range, by its start', { start: '2026-02-20', end: '2026-02-25', time_zone: null }, '2026-02-20'],
])('a date may be %s', (_, date, day) => {
  expect(withColumn('Drop Date', { type: 'date', date })).toMatchObject({ evidence: { date: day } });
});

test('a date may stand behind a formula, and an impossible one is none', () => {
  const formula = { type: 'formula', formula: { type: 'date', date: { start: '2026-02-20', end: null } } };
  expect(withColumn('Drop Date', formula)).toMatchObject({ evidence: { date: '2026-02-20' } });
  expect(withColumn('Drop Date', { type: 'date', date: { start: '2026-02-30' } })).toMatchObject({ evidence: null });
});

test('columns are found by name or by id', () => {
  expect(map(page(), { properties: { email: 'eM%3Al', title: 'Name' } })).toMatchObject([
    { email: 'Irune.Valdarra@mail.example', name: 'Irune Valdarra' },
  ]);
});

test('a page in the trash is excluded, whatever the version calls it', () => {
  const { in_trash: _, ...oldest } = page({ inTrash: true });
  const { archived: __, ...newest } = page({ inTrash: true });
  for (const raw of [oldest, newest]) expect(map(raw)).toEqual([{ draft: 'excluded', reason: 'a page in the trash' }]);
  expect(map({ ...page(), in_trash: false, archived: true })).toMatchObject([{ draft: 'party' }]);
});
