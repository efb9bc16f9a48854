/** Signatures on the open month: they stand for figures, and fall when the figures change. */
import type { Month } from '../../shared/domain/month.ts';
import { signedFigures } from '../close/close-record.ts';
import { counted, listed } from '../close/explain-words.ts';
import { watermarks } from '../ledger/close-versions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  addSignature,
  clearSignature,
  runsSince,
  type Signature,
  signaturesOf,
  standing,
} from '../ledger/signatures.ts';
import { Writer } from '../ledger/writer.ts';
import { thrownFields } from '../platform/log.ts';
import type { App } from './app.ts';
import { accrualsInput } from './run-context.ts';

type Books = Pick<App, 'ledger' | 'clock'>;

/** The fingerprint of what a month carries now. */
export function figuresHash(app: Books, month: Month): string {
  return signedFigures(accrualsInput(app, new Writer(app.ledger.db, 0), month)).hash;
}

/** Puts a signature on a month's figures as they are. */
export function sign(app: Books, month: Month, role: Signature['role'], who: string, datasetHash: string): Signature {
  const { ledger } = app;
  const at = app.clock.now().toISOString();
  addSignature(ledger, month, { role, who, at, datasetHash, change: watermarks(ledger).change });
  const written = standing(signaturesOf(ledger, month))[role];
  if (written === null) throw new Error('A signature must stand once it is written');
  return written;
}

/** Clears what no longer stands for the figures. Gives the signatures that still do. */
export function clearStale(app: Books, month: Month, hash: string): ReturnType<typeof standing> {
  const { ledger } = app;
  const { prepared, reviewed } = standing(signaturesOf(ledger, month));
  const stale = [prepared, reviewed].filter((each) => each !== null && each.datasetHash !== hash);
  const [first] = stale;
  if (!first) return { prepared, reviewed };
  const at = app.clock.now().toISOString();
  const because = changedSince(ledger, first.change);
  ledger.transaction(() => {
    // Whoever reviewed has reviewed what was prepared: one falls with the other.
    for (const each of [prepared, reviewed]) if (each !== null) clearSignature(ledger, each.id, at, because);
  });
  return standing(signaturesOf(ledger, month));
}

function changedSince(ledger: Ledger, change: number): string {
  const runs = runsSince(ledger, change);
  if (runs.length === 0) return 'The figures changed without any run of this app.';
  const last = runs.slice(-3).map(({ id, kind, who, contracts }) => {
    const [some, more] = [contracts.slice(0, 3), contracts.length > 3];
    const about = some.length === 0 ? '' : ` (contracts ${listed(some)}${more ? ', and more' : ''})`;
    return `run ${id}, a ${kind} by ${who}${about}`;
  });
  const before = runs.length > 3 ? `${counted(runs.length - 3, 'earlier run')} and ` : '';
  return `Figures changed after it was signed, by ${before}${listed(last)}.`;
}

/** Up to where signatures were last compared with the figures. */
const compared = new WeakMap<Ledger, string>();

/** After something was written: a signature whose figures changed falls, and says why. Costs nothing while nobody has signed. */
export function keepSignatures(app: Pick<App, 'ledger' | 'clock' | 'log'>): void {
  const { ledger } = app;
  if (!ledger.db.open || !ledger.hasCompany()) return;
  try {
    const month = ledger.firstOpenMonth();
    const { prepared, reviewed } = standing(signaturesOf(ledger, month));
    if (prepared === null && reviewed === null) return;
    const state = JSON.stringify([month, prepared?.id, reviewed?.id, watermarks(ledger)]);
    if (compared.get(ledger) === state) return;
    clearStale(app, month, figuresHash(app, month));
    compared.set(ledger, state);
  } catch (thrown) {
    // The call itself is done and stored; closing compares once more.
    app.log.error('signatures were not compared', { operation: 'signatures', ...thrownFields(thrown) });
  }
}
