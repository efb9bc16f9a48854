/**
 * How well a document fits a contract. Points are few and in plain words, because the reason is stored with the link and read by
 * the person who checks it.
 */
import { type Currency, currencyDigits, type Minor } from '../../../shared/domain/money.ts';
import { priceOf } from './open-contract.ts';
import type { DocumentPart, OpenContract } from './working-model.ts';

/** A document links to the one contract with the best score, from this score on. */
export const LINK_SCORE = 3;
const DAYS_BEFORE_START = 120;
const DAYS_AFTER_END = 30;
const SECOND_PURCHASE_PERCENT = 60;

export interface ContractScore {
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The score of a document against a contract. Amounts count only in the contract's own currency. */
export function scoreContract(part: DocumentPart, contract: OpenContract): ContractScore {
  const reasons: string[] = [];
  let score = 0;
  const { start, end } = contract;
  if (fitsDates(part.day, start, end)) {
    const within = start !== null && end !== null && part.day >= start && part.day <= end;
    score += within ? 4 : 3;
    reasons.push(within ? 'dated within the course (+3, +1)' : 'dated near the course (+3)');
  }
  if (end === null || part.day <= end) {
    score += 2;
    reasons.push('course not finished (+2)');
  } else if (part.day > end + DAYS_AFTER_END) {
    score -= 2;
    reasons.push('course ended more than 30 days before (-2)');
  }
  if (part.currency !== contract.currency) return { score, reasons };
  if (contract.signedPrice !== null) {
    const remainder = contract.signedPrice - contract.net;
    const tolerance = hundredth(part.currency);
    if (remainder > 0 && Math.abs(part.net - remainder) <= tolerance) {
      score += 3;
      reasons.push('amount is the unbilled remainder (+3)');
    } else if (part.net > remainder + tolerance) {
      score -= 3;
      reasons.push('above the agreed price (-3)');
    }
  }
  if (contract.parts.some((placed) => placed.part.kind === 'invoice' && placed.part.net === part.net)) {
    score += 2;
    reasons.push('same amount as an earlier instalment (+2)');
  }
  return { score, reasons };
}

/** The score as it is stored with a link. */
export function scoreWords({ score, reasons }: ContractScore): string {
  return `score ${score}: ${reasons.join(', ')}`;
}

/** Whether a day is between 120 days before the start and 30 days after the end of a course; false when dates are unknown. */
export function fitsDates(day: number, start: number | null, end: number | null): boolean {
  return start !== null && end !== null && day >= start - DAYS_BEFORE_START && day <= end + DAYS_AFTER_END;
}

/**
 * Whether an invoice is big or late enough to be a second purchase after `earlier`, given that an enrolment is free for it: 60 %
 * or more of the earlier price, or more than 30 days after that course ended. In another currency only the date can tell.
 */
export function looksLikeSecondPurchase(part: DocumentPart, earlier: OpenContract): boolean {
  if (earlier.servedUntil !== null && part.day > earlier.servedUntil + DAYS_AFTER_END) return true;
  return part.currency === earlier.currency && part.net * 100 >= priceOf(earlier) * SECOND_PURCHASE_PERCENT;
}

/** 0.01 of the currency in its minor units. */
function hundredth(currency: Currency): Minor {
  return Math.floor(10 ** (currencyDigits(currency) - 2));
}
