/** Where a line of a workpaper comes from: what its reference names, in words, and what stands behind it down to records and runs. */
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Opens } from '../../shared/contract/opens.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import {
  type FigureReference,
  parseReference,
  type ThingKind,
  type ThingReference,
  thingReference,
} from '../../shared/domain/reference.ts';
import { type FigurePlace, figurePlace } from '../close/figure-references.ts';
import { monthFacts } from '../close/month-facts.ts';
import { holderName } from '../close/reports/holder-names.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { clientIdByCode } from '../ledger/named-things.ts';
import { type Resolved, referenceOf, referencesOf, resolveThing } from '../ledger/references.ts';
import { traceContract, traceInvoice, tracePosting } from '../ledger/trace.ts';
import { recordsOfThing, runsOfThing } from '../ledger/trace-behind.ts';
import { sourceTrace } from '../ledger/trace-source.ts';
import { inWords, runInWords, toldFound, toldThing } from './reference-words.ts';
import { lampsShown } from './tie-outs.ts';

type Traced = OutputOf<'trace/reference'>;
type Step = Traced['behind'][number];

/** Contracts and documents named behind one figure, largest first. */
const NAMED = 100;
/** Figures of more than so many holders are followed contract by contract, not down to every record at once. */
const FOLLOWED = 20;

export function traceReference(ledger: Ledger, text: string): Result<Traced> {
  const reference = parseReference(text);
  const client = clientIdByCode(ledger, text.trim().toUpperCase());
  if (client !== null && (reference === null || rowOf(ledger, reference) === null))
    return ok(tracedClient(ledger, client));
  if (reference === null) return fail(NO_REFERENCE(text));
  return reference.of === 'thing' ? tracedThing(ledger, reference) : tracedFigure(ledger, reference);
}

/** A reference that names something here; the problem says in plain words why it does not. */
export function rowOf(
  ledger: Ledger,
  reference: ThingReference | FigureReference,
): { readonly kind: ThingKind; readonly id: number } | null {
  if (reference.of === 'figure') return null;
  const found = resolveThing(ledger, reference, false);
  return found.state === 'here' ? found : null;
}

function tracedThing(ledger: Ledger, reference: ThingReference): Result<Traced> {
  const found = resolveThing(ledger, reference, true);
  if (found.state !== 'here') return fail(absent(reference, found));
  const { kind, id } = found;
  const told = toldThing(ledger, kind, id);
  const ref = referenceOf(ledger, kind, id);
  if (!told || ref === null) throw new Error(`A ${kind} that was found is not there`);
  const records = kind === 'decision' ? recordsOfDecision(ledger, told.opens) : recordsOfThing(ledger, kind, id);
  return ok({
    ref,
    kind,
    title: told.title,
    sentences: [
      ...(told.subtitle === '' ? [] : [`${told.subtitle}.`]),
      ...(found.moved ? ['The ledger was built anew since the reference was written: it has another number now.'] : []),
    ],
    opens: told.opens,
    behind: behindThing(ledger, kind, id),
    more: 0,
    sources: sourcesOf(ledger, records),
    runs: runsOf(ledger, kind, id),
    whole: wholeOf(ledger, kind, id),
  });
}

function tracedClient(ledger: Ledger, id: number): Traced {
  const told = toldFound(ledger, 'client', id);
  if (!told) throw new Error('A client that was found is not there');
  const [, code = ''] = told.subtitle.split(' · ');
  return {
    ref: code,
    kind: 'client',
    title: told.title,
    sentences: [`${told.subtitle}.`],
    opens: told.opens,
    behind: [],
    more: 0,
    sources: [],
    runs: [],
    whole: null,
  };
}

function tracedFigure(ledger: Ledger, reference: FigureReference): Result<Traced> {
  const place = figurePlace(ledger, reference);
  if (place === 'other') return fail(OTHER_LEDGER);
  if (place === null) return fail(NO_SUCH_FIGURE);
  const made = place.made;
  const parts = (made?.parts ?? []).toSorted((a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor));
  const facts = monthFacts(ledger);
  const holders = parts
    .slice(0, NAMED)
    .map(({ id, amountMinor }) => ({ ...holderName(facts, id), key: id, amountMinor }));
  const named = holders.map((holder): Step => {
    const of = holder.contract !== null ? 'contract' : 'document';
    const id = holder.contract ?? holder.document;
    return {
      ref: id === null ? holder.code : thingReference(of, id, holder.key),
      words: [holder.client, inWords(holder.amountMinor, made?.currency ?? ledger.currency)]
        .filter(Boolean)
        .join(' · '),
    };
  });
  const records =
    parts.length > FOLLOWED
      ? []
      : holders.flatMap(({ contract, document }) =>
          contract !== null
            ? recordsOfThing(ledger, 'contract', contract)
            : document !== null
              ? recordsOfThing(ledger, 'document', document)
              : [],
        );
  const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return ok({
    ref: writtenFigure(reference),
    kind: 'figure',
    title: place.title,
    sentences:
      place.report === null
        ? checkInWords(ledger, reference)
        : made === null
          ? []
          : [`${inWords(sum, made.currency)} from ${parts.length} contracts or documents.`],
    opens: opensFigure(reference, place),
    behind: named,
    more: parts.length - named.length,
    sources: sourcesOf(ledger, [...new Set(records)]),
    runs: [],
    whole: null,
  });
}

export function opensFigure({ month }: FigureReference, { report, figure }: FigurePlace): Opens {
  return report === null ? { at: 'month', month } : { at: 'report', report, month, figure };
}

function writtenFigure({ kind, month, parts, check }: FigureReference): string {
  const letters = { rollForward: 'RF', waterfall: 'WF', cohort: 'CO', journal: 'J', tieOut: 'T' }[kind];
  return [`${letters}-${month.replace('-', '')}`, ...(parts.length > 0 ? [parts.join('.')] : []), check].join('-');
}

function checkInWords(ledger: Ledger, { month, parts }: FigureReference): string[] {
  return lampsShown(ledger, month)
    .lamps.filter(({ id }) => String(id) === parts[0])
    .map((lamp) => {
      const figure = (amount: number) => (lamp.unit === 'money' ? inWords(amount, lamp.currency) : String(amount));
      const state = lamp.state === 'ties' ? 'They agree' : `The difference is ${figure(lamp.difference)}`;
      return `${lamp.left.words}: ${figure(lamp.left.amount)}; ${lamp.right.words.toLowerCase()}: ${figure(lamp.right.amount)}. ${state}.`;
    });
}

function behindThing(ledger: Ledger, kind: ThingKind, id: number): Step[] {
  if (kind === 'posting') {
    const contract = tracePosting(ledger, id)?.contract.contract;
    return contract === undefined ? [] : stepsOf(ledger, 'contract', [contract.id]);
  }
  if (kind === 'contract') {
    const trace = traceContract(ledger, id);
    return [
      ...stepsOf(ledger, 'document', trace?.documents.map(({ invoice }) => invoice.id) ?? []),
      ...stepsOf(ledger, 'enrolment', trace?.enrolments.map(({ period }) => period.id) ?? []),
      ...stepsOf(ledger, 'posting', trace?.postings.map((posting) => posting.id) ?? []),
    ];
  }
  if (kind !== 'document') return [];
  const trace = traceInvoice(ledger, id);
  return [
    ...stepsOf(ledger, 'contract', trace?.contracts.map((contract) => contract.id) ?? []),
    ...stepsOf(ledger, 'payment', trace?.payments.map((payment) => payment.id) ?? []),
  ];
}

function stepsOf(ledger: Ledger, kind: ThingKind, ids: readonly number[]): Step[] {
  const refs = referencesOf(ledger, kind, ids);
  return ids.flatMap((id) => {
    const told = toldThing(ledger, kind, id);
    const ref = refs.get(id);
    return told && ref !== undefined ? [{ ref, words: `${told.title} · ${told.subtitle}` }] : [];
  });
}

function sourcesOf(ledger: Ledger, records: readonly number[]): Traced['sources'] {
  const refs = referencesOf(ledger, 'record', records);
  return records.flatMap((id) => {
    const source = sourceTrace(ledger, id);
    if (!source) return [];
    return [
      {
        ref: refs.get(id) ?? '',
        words: `${source.connection} · ${source.stream} · ${source.externalId}`,
        run: referenceOf(ledger, 'run', source.run) ?? String(source.run),
        fetchedAt: source.fetchedAt,
        version: source.version,
        versions: source.versions,
        intact: source.intact,
      },
    ];
  });
}

function runsOf(ledger: Ledger, kind: ThingKind, id: number): Traced['runs'] {
  const runs = runsOfThing(ledger, kind, id);
  const refs = referencesOf(
    ledger,
    'run',
    runs.map((run) => run.id),
  );
  return runs.map((run) => ({
    ref: refs.get(run.id) ?? '',
    run: run.id,
    words: `${runInWords(run.kind)}, ${run.who}`,
    at: run.at,
  }));
}

/** A decision stands on nothing outside; what it is about does. */
function recordsOfDecision(ledger: Ledger, place: Opens | null): number[] {
  if (place?.at !== 'thing') return [];
  if (place.kind === 'contract' || place.kind === 'document') return recordsOfThing(ledger, place.kind, place.id);
  return place.kind === 'period' ? recordsOfThing(ledger, 'enrolment', place.id) : [];
}

function wholeOf(ledger: Ledger, kind: ThingKind, id: number): Traced['whole'] {
  const whole =
    kind === 'contract'
      ? traceContract(ledger, id)
      : kind === 'document'
        ? traceInvoice(ledger, id)
        : kind === 'posting'
          ? tracePosting(ledger, id)
          : kind === 'record'
            ? sourceTrace(ledger, id)
            : null;
  return whole && { ...whole };
}

const KINDS_IN_WORDS: Readonly<Record<ThingKind, string>> = {
  contract: 'contract',
  document: 'document',
  posting: 'posting',
  payment: 'payment',
  enrolment: 'enrolment',
  service: 'service',
  issue: 'issue',
  run: 'run',
  decision: 'decision',
  record: 'source record',
};

/** Why a reference names nothing here. */
export function absent({ kind, id }: ThingReference, found: Exclude<Resolved, { state: 'here' }>): Problem {
  const what = KINDS_IN_WORDS[kind];
  switch (found.state) {
    case 'gone':
      return {
        code: 'REFERENCE_GONE',
        message: `The ${what} ${id} was taken away by run ${found.run} (${found.who}, ${found.at.slice(0, 10)}).`,
        meaning: 'The workpaper was written before that; its figures were right then.',
        fix: `See what that run did: monthend trace R-${found.run}.`,
      };
    case 'other':
      return OTHER_LEDGER;
    case 'unknown':
      return {
        code: 'UNKNOWN_REFERENCE',
        message: `There is no ${what} ${id} in this ledger.`,
        meaning: 'The reference was mistyped, or it comes from the workpapers of another company.',
        fix: 'Compare it with the first column of the sheet, and with the company named at its top.',
      };
  }
}

export const OTHER_LEDGER: Problem = {
  code: 'REFERENCE_OF_ANOTHER_LEDGER',
  message: 'This reference was written by another ledger.',
  meaning: 'What has the same number here is something else, so it is not shown.',
  fix: 'Open the company that is named at the top of the sheet, and look it up there.',
};

const NO_SUCH_FIGURE: Problem = {
  code: 'UNKNOWN_REFERENCE',
  message: 'There is no such figure in this ledger any more.',
  fix: 'Open the report of that month and choose the figure there.',
};

const NO_REFERENCE = (text: string): Problem => ({
  code: 'NO_REFERENCE',
  message: `"${text.slice(0, 60)}" is not a reference of a workpaper.`,
  fix: 'Take it from the column Ref of a sheet; it looks like C-12-K7Q4X or RF-202503-2-9TQ2M.',
});
