/** Everything the engine says to a window in finished sentences, gathered from a ledger through the channels that screens ask. */

import { POLICY_KEYS } from '../../electron/ledger/policies.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Books } from './school.ts';

/** Sentences by the place they are said at; the codes, names and figures beside them are left out. */
export type Said = Map<string, Set<string>>;

/** `months` are the ones looked at; `most` is how many contracts and issues of a kind are opened. */
export async function sentencesOf(books: Books, months: readonly string[], most = 400): Promise<Said> {
  const said: Said = new Map();
  const note = (place: string, ...sentences: readonly (string | null | undefined)[]) => {
    const found = said.get(place) ?? new Set();
    for (const sentence of sentences) if (sentence) found.add(sentence);
    said.set(place, found);
  };
  for (const month of months) {
    const board = await books.call('months/board', { month });
    note('board', board.next.words, ...board.steps.map(({ because }) => because));
    note('board', ...board.signatures.map(({ cleared }) => cleared?.because));
    const { changes } = await books.call('months/changes', { month });
    note('late changes', ...changes.flatMap(({ sentences }) => sentences));
    if (board.state === 'closed') note('reproduce', (await books.call('months/reproduce', { month })).words);
  }
  await reportsOf(books, months.at(-1) ?? '', note);
  await contractsOf(books, most, note);
  await issuesOf(books, most, note);
  const policies = await books.call('policies/list', {});
  for (const { title, company, options } of policies.policies)
    note('policies', title, company.sentence, ...(options ?? []).map(({ words }) => words));
  note('policies', ...policies.fixed.map(({ sentence }) => sentence));
  note('policies', ...(await books.call('settings/get', {})).policies.map(({ words }) => words));
  for (const key of POLICY_KEYS) {
    const value = otherValue(policies, key);
    if (value === undefined) continue;
    const { sentence, notes } = await books.call('policies/preview', { key, value });
    note('policies', sentence, ...notes);
  }
  for (const run of await books.call('runs/list', { limit: 100 })) {
    const { executions } = await books.call('runs/get', { run: run.id });
    for (const { counts, problem } of executions)
      note('runs', ...Object.keys(counts?.excludedBecause ?? {}), problem?.message, problem?.meaning);
  }
  const parity = await books.call('parity/report', { limit: 500 });
  note('parity', ...parity.reasons.map(({ words }) => words));
  note('parity', ...parity.rows.flatMap(({ did, causes }) => [did, ...causes.map(({ words }) => words)]));
  for (const { id } of await books.call('connections/providers', {})) {
    const { fields, secrets } = await books.call('connections/form', { provider: id });
    note('connections', ...[...fields, ...secrets].flatMap(({ label, help }) => [label, help]));
  }
  for (const { findings } of await books.call('connections/test', {}))
    note('connections', ...findings.flatMap(({ text, fix }) => [text, fix]));
  return said;
}

type Note = (place: string, ...sentences: readonly (string | null | undefined)[]) => void;

async function reportsOf(books: Books, month: string, note: Note): Promise<void> {
  for (const { name } of await books.call('reports/list', {})) {
    for (const options of [
      {},
      { level: 'detail' as const, style: 'revenue_first' as const },
      { style: 'reversing' as const },
    ]) {
      const report = await books.call('reports/get', { report: name, month, options, limit: 300 });
      note('reports', report.subtitle, ...report.notes);
      note('reports', ...report.columns.filter(({ key }) => !/^\d{4}-\d{2}$/.test(key)).map(({ label }) => label));
      const texts = report.columns.filter(({ kind, key }) => kind === 'text' && LABELS.has(key));
      for (const { cells } of report.rows)
        note('reports', ...texts.map(({ key }) => cells[key]).map((cell) => (typeof cell === 'string' ? cell : null)));
      const refs = [...new Set(report.rows.flatMap(({ drill }) => Object.values(drill)))];
      for (const ref of refs.filter((_, at) => at % Math.ceil(refs.length / 12) === 0))
        note('figures', (await books.call('reports/drill', { ref })).words);
    }
  }
}

/** Columns that hold words of the engine rather than names. */
const LABELS = new Set(['line', 'memo', 'step', 'test', 'what', 'note', 'explain', 'check', 'terms', 'group']);

async function contractsOf(books: Books, most: number, note: Note): Promise<void> {
  const { rows } = await books.call('contracts/list', { limit: most, sort: 'recognised', descending: true });
  for (const { id } of rows) {
    const got = await books.call('contracts/get', { id });
    note('contracts', ...got.price.flatMap(({ words, why }) => [words, why]));
    note('contracts', ...got.decisions.map(({ words }) => words), ...got.issues.map(({ title }) => title));
    for (const { postings } of got.months)
      for (const posting of postings.slice(0, 3)) {
        const why = await books.call('postings/why', { id: posting.id });
        note('why', ...why.sentences, ...why.calculation.flatMap(({ words, detail }) => [words, detail]));
      }
  }
  for (const { id } of rows.slice(0, 5)) {
    const supposed = [
      { type: 'drop', lastDay: '2025-03-10', refund: 0 },
      { type: 'drop', lastDay: '2025-03-10', refund: 5_000 },
      { type: 'pause', lastDay: '2025-03-10' },
      { type: 'complete', lastDay: '2025-03-10' },
      { type: 'price', amount: 90_000 },
      { type: 'dates', start: '2025-01-10', end: '2025-12-10' },
    ] as const;
    for (const event of supposed)
      note('what if', ...(await books.call('contracts/what-if', { contract: id, events: [event] })).sentences);
  }
  const documents = await books.call('documents/list', { limit: most });
  note('documents', ...documents.rows.map(({ excluded }) => excluded));
}

async function issuesOf(books: Books, most: number, note: Note): Promise<void> {
  const { issues } = await books.call('issues/list', { limit: most });
  for (const { id, title } of issues) {
    note('issues', title, ...(await books.call('issues/history', { id })).map(({ words }) => words));
    note('issues', ...(await books.call('decisions/for-issue', { issue: id })).map(({ words }) => words));
  }
}

function otherValue(list: OutputOf<'policies/list'>, key: string) {
  const policy = list.policies.find((each) => each.key === key);
  const now = policy?.company.value;
  if (policy?.options) return policy.options.find(({ value }) => value !== now)?.value;
  return policy?.limits && typeof now === 'number' ? (now === policy.limits.most ? now - 1 : now + 1) : undefined;
}
