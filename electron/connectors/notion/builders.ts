/** Whole raw pages and schemas of the Notion API from the few values that matter, for the sample company and for tests. */

interface NotionProperty {
  id: string;
  type: string;
  [value: string]: unknown;
}

/** A page as version 2025-09-03 shows it; the simulator turns it into what the other versions show. */
export interface NotionPage {
  object: 'page';
  id: string;
  created_time: string;
  last_edited_time: string;
  parent: { type: 'data_source_id'; data_source_id: string; database_id: string };
  archived: boolean;
  in_trash: boolean;
  properties: Record<string, NotionProperty>;
  url: string;
  [further: string]: unknown;
}

export interface NotionDataSource {
  id: string;
  name: string;
  /** The schema: column by name. */
  properties: Record<string, NotionProperty>;
}

export interface PageFacts {
  readonly id: string;
  readonly dataSourceId: string;
  readonly databaseId: string;
  readonly name: string;
  readonly email: string | null;
  /** As the select shows it: "Not Completing". */
  readonly status?: string | null;
  /** Civil days. */
  readonly dropDate?: string | null;
  readonly certificatedAt?: string | null;
  /** Instant; Notion gives full minutes. */
  readonly createdAt: string;
  readonly editedAt?: string;
  readonly inTrash?: boolean;
}

const COLUMN_IDS = {
  Name: 'title',
  Email: 'eM%3Al',
  'Educational Status': 'sTa1',
  'Drop Date': 'dAt4',
  'Certificated At': 'cEr5',
  Cohort: 'rEl3',
};

/** The schema that {@link notionPage} fills. */
export function notionDataSource(id: string, name: string): NotionDataSource {
  const options = ['Active', 'Postponed', 'Graduated', 'Suspended', 'Dropped', 'Not Completing'];
  const column = (key: keyof typeof COLUMN_IDS, type: string, more: object = {}) => ({
    [key]: { id: COLUMN_IDS[key], name: key, description: null, type, [type]: more },
  });
  return {
    id,
    name,
    properties: {
      ...column('Name', 'title'),
      ...column('Email', 'email'),
      ...column('Educational Status', 'select', {
        options: options.map((o, at) => ({ id: `o${at}`, name: o, color: 'gray' })),
      }),
      ...column('Drop Date', 'date'),
      ...column('Certificated At', 'date'),
    },
  };
}

/** A page about a student as a query returns it. */
export function notionPage(facts: PageFacts): NotionPage {
  const editor = { object: 'user', id: '5f0f1c2e-1111-4aaa-8bbb-000000000009' };
  const date = (start: string | null | undefined) => (start ? { start, end: null, time_zone: null } : null);
  const status = facts.status ? { id: 'o1', name: facts.status, color: 'green' } : null;
  return {
    object: 'page',
    id: facts.id,
    created_time: minuteOf(facts.createdAt),
    last_edited_time: minuteOf(facts.editedAt ?? facts.createdAt),
    created_by: editor,
    last_edited_by: editor,
    cover: null,
    icon: null,
    parent: { type: 'data_source_id', data_source_id: facts.dataSourceId, database_id: facts.databaseId },
    archived: facts.inTrash ?? false,
    in_trash: facts.inTrash ?? false,
    is_locked: false,
    properties: {
      Name: { id: COLUMN_IDS.Name, type: 'title', title: richText(facts.name) },
      Email: { id: COLUMN_IDS.Email, type: 'email', email: facts.email },
      'Educational Status': { id: COLUMN_IDS['Educational Status'], type: 'select', select: status },
      Cohort: { id: COLUMN_IDS.Cohort, type: 'relation', relation: [], has_more: false },
      'Drop Date': { id: COLUMN_IDS['Drop Date'], type: 'date', date: date(facts.dropDate) },
      'Certificated At': { id: COLUMN_IDS['Certificated At'], type: 'date', date: date(facts.certificatedAt) },
    },
    url: `https://www.notion.so/${facts.id.replaceAll('-', '')}`,
    public_url: null,
  };
}

/** A text of one run, as titles and text columns hold it. */
export function richText(text: string): object[] {
  if (text === '') return [];
  const annotations = {
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    code: false,
    color: 'default',
  };
  return [{ type: 'text', text: { content: text, link: null }, annotations, plain_text: text, href: null }];
}

function minuteOf(instant: string): string {
  return `${instant.slice(0, 16)}:00.000Z`;
}
