import type { Minor } from '../domain/money.ts';
import { monthOfIndex } from '../domain/month.ts';
import { type Contract, checkContract } from './contract.ts';
import { applyEvent } from './events.ts';
import { mirrored } from './proportion.ts';
import { initialState, OWN_TERMS, type State, type Terms } from './state.ts';
import type { Parts, RecognisedMonth, RecognitionInput, RecognitionResult, RefusalCode } from './types.ts';

/**
 * Recognises a contract: what each month earns from its price, method, service days and events. Pure and total: the same input
 * always gives the same months, and what cannot be computed comes back as a refusal.
 *
 * Always true of an answer: months + suspended = the price by the end (after a drop: billed less refund), to the minor unit.
 *
 * @example
 * recognise({ method: 'daily', amountMinor: 101, serviceStart: '2024-12-31', serviceEnd: '2025-01-01' });
 * // { ok: true, months: [{ month: '2024-12', amountMinor: 51, ... }, { month: '2025-01', amountMinor: 50, ... }], ... }
 */
export function recognise(input: RecognitionInput): RecognitionResult {
  const contract = checkContract(input);
  if (typeof contract === 'string') return { ok: false, error: contract };
  const state = runEvents(contract, contract.events.length, OWN_TERMS);
  if (typeof state === 'string') return { ok: false, error: state };
  const signed = contract.negative ? mirrored : (amount: Minor) => amount;
  const months = monthsOfState(state, signed);
  let totalMinor = 0;
  for (const month of months) totalMinor += month.amountMinor;
  return {
    ok: true,
    months,
    totalMinor,
    suspendedMinor: signed(suspended(state)),
    creditedMinor: signed(contract.credited),
  };
}

/** Runs the first `count` events under the given terms. */
function runEvents(contract: Contract, count: number, terms: Terms): State | RefusalCode {
  let state = initialState(contract, terms);
  for (let at = 0; at < count; at++) {
    const event = contract.events[at];
    if (event === undefined) break;
    const next = applyEvent(state, event, { contract, terms, replay: (other) => runEvents(contract, at, other) });
    if (typeof next === 'string') return next;
    state = next;
  }
  return state;
}

/** Held money, and of a session plan what its listed months have not delivered. */
function suspended({ held, live }: State): Minor {
  if (live?.plan.kind !== 'sessions') return held;
  return held + live.amount - live.schedule.amounts.reduce((total, amount) => total + amount, 0);
}

function monthsOfState(state: State, signed: (amount: Minor) => Minor): RecognisedMonth[] {
  const byMonth = new Map<number, { -readonly [Part in keyof Parts]: Minor }>();
  const add = (month: number, part: keyof Parts, amount: Minor) => {
    let parts = byMonth.get(month);
    if (parts === undefined) {
      parts = { service: 0, breakage: 0, catchUp: 0, reversal: 0 };
      byMonth.set(month, parts);
    }
    parts[part] += amount;
  };
  for (const line of state.settled) add(line.month, line.part, line.amount);
  const { first, amounts } = state.live?.schedule ?? { first: 0, amounts: [] };
  amounts.forEach((amount, at) => {
    if (amount !== 0) add(first + at, 'service', amount);
  });
  const months: RecognisedMonth[] = [];
  for (const index of [...byMonth.keys()].sort((a, b) => a - b)) {
    const parts = byMonth.get(index);
    if (parts === undefined) continue;
    const { service, breakage, catchUp, reversal } = parts;
    if (service === 0 && breakage === 0 && catchUp === 0 && reversal === 0) continue;
    months.push({
      month: monthOfIndex(index),
      amountMinor: signed(service + breakage + catchUp + reversal),
      parts: {
        service: signed(service),
        breakage: signed(breakage),
        catchUp: signed(catchUp),
        reversal: signed(reversal),
      },
    });
  }
  return months;
}
