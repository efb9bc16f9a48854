/** Statuses and kinds of the ledger in words. What a source invented itself stays as it is. */
import type { Meaning } from '../../components/status-word.tsx';
import type { Say, WordKey } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

const WORDS: Readonly<Record<string, WordKey<typeof en>>> = {
  ACTIVE: 'status.active',
  CANCELED: 'status.canceled',
  CLOSED: 'status.closed',
  POSTPONED: 'status.postponed',
  DROPPED: 'status.dropped',
  ENDED: 'status.ended',
  ON_LEAVE: 'status.onLeave',
  GRADUATED: 'status.graduated',
  NOT_COMPLETING: 'status.notCompleting',
  SUSPENDED: 'status.suspended',
  draft: 'status.draft',
  open: 'status.open',
  partly_paid: 'status.partlyPaid',
  paid: 'status.paid',
  void: 'status.void',
  invoice: 'kind.invoice',
  credit_note: 'kind.creditNote',
  service: 'posting.service',
  catch_up: 'posting.catchUp',
  reversal: 'posting.reversal',
  breakage: 'posting.breakage',
  prior_period: 'posting.priorPeriod',
  manual: 'posting.manual',
  opening: 'posting.opening',
};

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ACTIVE: 'wait',
  CANCELED: 'look',
  CLOSED: 'done',
  POSTPONED: 'look',
  ON_LEAVE: 'look',
  DROPPED: 'look',
  ENDED: 'done',
  draft: 'wait',
  open: 'wait',
  partly_paid: 'wait',
  paid: 'done',
  void: 'look',
};

export function statusInWords(status: string, say: Say<typeof en>): string {
  const word = WORDS[status];
  return word === undefined ? status : say(word);
}

export function statusMeaning(status: string): Meaning {
  return MEANINGS[status] ?? 'wait';
}

export const CONTRACT_CHOICES = ['ACTIVE', 'CANCELED', 'CLOSED'] as const;
export const PERIOD_CHOICES = ['ACTIVE', 'POSTPONED', 'DROPPED', 'ENDED'] as const;
