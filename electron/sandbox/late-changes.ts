/**
 * What people do in the outside systems of the sample company after eleven of its months are closed: the part of a month end that no
 * plan foresees. Each change is the kind that the closed months must not take.
 */
import { addDays, type CivilDate, civilDate } from '../../shared/domain/civil-date.ts';
import type { HoldedRaw } from '../connectors/holded/builders.ts';
import { rawDocument } from './raw-records.ts';
import type { School, SchoolDocument } from './school-model.ts';
import type { SampleWorlds } from './world.ts';

export interface LateChange {
  readonly words: string;
}

/** Another 150.00 of net: enough to be seen, less than a course. */
const MORE = 15_000;

/** Edits the worlds while they are served, and says what was done. `closed` is the last day of the closed months. */
export function makeLateChanges(worlds: SampleWorlds, school: School, closed: CivilDate): LateChange[] {
  const everyday = school.documents.filter(isEveryday);
  const edited = everyday.find(({ date }) => date >= addDays(closed, -60) && date <= addDays(closed, -31));
  const another = everyday.findLast(({ date, id }) => date <= closed && id !== edited?.id);
  const changes: LateChange[] = [];
  if (edited) {
    replace(worlds.holded.invoices, withMore(edited));
    changes.push({ words: `Invoice ${edited.number} of ${edited.date} was raised by 150.00 net in the books.` });
  }
  if (another) {
    const late = {
      ...another,
      id: '65d0000000000000000fffff',
      number: nextNumber(school),
      date: closed,
      dueDate: closed,
    };
    worlds.holded.invoices.push(rawDocument({ ...late, payments: [] }));
    changes.push({ words: `Invoice ${late.number} was entered with the date ${closed}.` });
  }
  const moved = moveCohort(worlds, school, closed);
  if (moved) changes.push(moved);
  return changes;
}

/** Nothing special about it, so that what it does is told by its amount alone. */
function isEveryday(document: SchoolDocument): boolean {
  const { kind, flaw, state, lines, withholding, currency, number } = document;
  const plain =
    kind === 'invoice' && flaw === null && state === 'approved' && withholding === 0 && document.case === null;
  return plain && currency === 'EUR' && lines.length === 1 && number !== null && document.originId === null;
}

function withMore(document: SchoolDocument): SchoolDocument {
  return { ...document, lines: document.lines.map((line) => ({ ...line, net: line.net + MORE })) };
}

function replace(list: HoldedRaw[], document: SchoolDocument): void {
  const at = list.findIndex(({ id }) => id === document.id);
  if (at >= 0) list[at] = rawDocument(document);
}

/** The number after the last one of the year's series: what is entered late gets the next number, whatever its date. */
function nextNumber({ documents }: School): string {
  const last = documents.reduce(
    (best, { number, kind, date }) =>
      kind === 'invoice' && number !== null && date.startsWith('2025') && number > best ? number : best,
    '',
  );
  const digits = /\d+$/.exec(last)?.[0] ?? '0';
  return `${last.slice(0, last.length - digits.length)}${String(Number(digits) + 1).padStart(digits.length, '0')}`;
}

/** Two more weeks for the cohort that ends first after the closed months. */
function moveCohort(worlds: SampleWorlds, school: School, closed: CivilDate): LateChange | null {
  const everyday = new Set(school.cohorts.filter((each) => each.case === null && !each.neverEnds).map(({ id }) => id));
  const attended = new Set(
    school.enrolments.flatMap(({ cohortId, status }) => (status === 'ACTIVE' ? [cohortId] : [])),
  );
  const days = (text: string | null | undefined) => (text ? civilDate(text.slice(0, 10)) : null);
  const running = worlds.fourgeeks.cohorts
    .filter(({ id }) => everyday.has(id) && attended.has(id))
    .flatMap((cohort) => {
      const [start, end] = [days(cohort.kickoff_date), days(cohort.ending_date)];
      return start !== null && end !== null && start <= closed && end > addDays(closed, 14) ? [{ cohort, end }] : [];
    })
    .sort((a, b) => (a.end < b.end ? -1 : Number(a.end > b.end)));
  const [first] = running;
  if (!first) return null;
  const { cohort, end } = first;
  const later = addDays(end, 14);
  const ending_date = `${later}${cohort.ending_date?.slice(10) ?? 'T16:00:00Z'}`;
  cohort.ending_date = ending_date;
  for (const row of worlds.fourgeeks.enrolments) if (row.cohort.id === cohort.id) row.cohort.ending_date = ending_date;
  return { words: `Cohort ${cohort.slug} ends on ${later} instead of ${end}.` };
}
