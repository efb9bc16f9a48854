/** What the operator can set about the books, and the policies they follow. */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import type { RecognitionPolicy } from '../close/facts.ts';
import { MATERIALITY_SETTING, materiality } from '../close/month-table.ts';
import { DEFAULT_POLICY, policySheet } from '../close/policy.ts';
import { noteAudit } from '../ledger/audit.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { policiesIn } from '../ledger/policies.ts';
import { renameCompany, saveSetting, setting } from '../ledger/setup.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import type { App, UseCases } from './app.ts';
import { exclusively } from './exclusively.ts';
import { goneShare, onlyEnrolledStudents } from './run-context.ts';
import { promiseAnew } from './schedule.ts';

type Settings = OutputOf<'settings/save'>;

/** Where each is kept. Names that begin with an area steer the app and no figure, and so take no part in the ledger's hash. */
const KEYS = {
  goneShare: 'goneShare',
  onlyEnrolledStudents: 'onlyEnrolledStudents',
  namesInExports: 'export.names',
  materialityBasisPoints: MATERIALITY_SETTING,
} as const;
const STORED = ['goneShare', 'onlyEnrolledStudents', 'namesInExports', 'materialityBasisPoints'] as const;
const ALL = ['companyName', 'timeZone', ...STORED] as const;

export const settingsUseCases: UseCases<'settings/get' | 'settings/save'> = {
  'settings/get': ({ ledger }) =>
    ok({
      ...settingsOf(ledger),
      currency: ledger.currency,
      firstMonth: ledger.firstMonth,
      policies: policySheet({ ...DEFAULT_POLICY, ...chosenByCompany(ledger) }),
    }),
  // Not while a run is at work: one half of it would follow the old settings and the other the new ones.
  'settings/save': (app, input) => exclusively(app, () => save(app, input)),
};

/** What the company chose and holds now; exceptions of services stand in the list of policies. */
function chosenByCompany(ledger: Ledger): Partial<RecognitionPolicy> {
  const { policies } = new DecisionIndex(activeDecisions(ledger));
  const { method: _, ...chosen } = policiesIn(policies, ledger.firstOpenMonth()).company;
  return chosen;
}

/** Whether exported files may carry the names of clients; their codes always stay. */
export function namesInExports(ledger: Ledger): boolean {
  return setting(ledger, KEYS.namesInExports) !== false;
}

function settingsOf(ledger: Ledger): Settings {
  return {
    companyName: ledger.company.name,
    timeZone: ledger.company.time_zone,
    goneShare: goneShare(ledger),
    onlyEnrolledStudents: onlyEnrolledStudents(ledger),
    namesInExports: namesInExports(ledger),
    materialityBasisPoints: materiality(ledger),
  };
}

function save({ ledger, clock }: App, { who, ...wanted }: ParsedInputOf<'settings/save'>): Result<Settings> {
  const before = settingsOf(ledger);
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const after: Settings = { ...before, ...given };
  after.companyName = after.companyName.trim();
  if (after.companyName === '') {
    return fail({
      code: 'BAD_COMPANY',
      message: 'The company needs a name.',
      meaning: 'It stands on every workpaper. Nothing was changed.',
      fix: 'Write the name as it should be printed.',
    });
  }
  if (!isTimeZone(after.timeZone)) {
    return fail({
      code: 'BAD_TIME_ZONE',
      message: `"${after.timeZone.slice(0, 60)}" is no time zone that this computer knows.`,
      meaning: 'It decides which day is today in the books. Nothing was changed.',
      fix: 'Use the name of a place, such as Europe/Madrid.',
    });
  }
  const changed = ALL.filter((key) => after[key] !== before[key]);
  if (changed.length === 0) return ok(before);
  const at = clock.now().toISOString();
  ledger.transaction(() => {
    renameCompany(ledger, after.companyName, after.timeZone);
    for (const key of STORED) if (changed.includes(key)) saveSetting(ledger, KEYS[key], after[key]);
    // The same time on another wall is another moment: what lies before now was never promised.
    if (changed.includes('timeZone')) promiseAnew(ledger, at);
    const only = (settings: Settings) => Object.fromEntries(changed.map((key) => [key, settings[key]]));
    noteAudit(ledger, {
      at,
      who,
      action: 'changed settings',
      subject: changed.join(', '),
      detail: { before: only(before), after: only(after) },
    });
  });
  return ok(settingsOf(ledger));
}
