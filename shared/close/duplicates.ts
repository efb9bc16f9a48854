/** Whether two records are the same thing twice. */
import { type CivilDate, daysBetween } from '../domain/civil-date.ts';
import { normaliseNumber } from '../domain/document-number.ts';
import type { DocumentKind } from '../domain/entities.ts';
import type { Minor } from '../domain/money.ts';
import { normaliseEmail, normaliseName, normaliseTaxId } from '../domain/similar-names.ts';

export interface ComparedDocument {
  readonly externalId: string;
  /** Who issued it; documents of two issuers may share a number. */
  readonly issuer?: string | null;
  readonly kind?: DocumentKind;
  readonly series?: string | null;
  readonly number: string | null;
  readonly client: string | null;
  readonly currency?: string | null;
  readonly netMinor: Minor;
  readonly date: CivilDate;
  readonly service: string | null;
}

/** A credit note that may have undone the first of two invoices. */
export interface ComparedCredit {
  readonly client?: string | null;
  readonly currency?: string | null;
  readonly netMinor: Minor;
  readonly date: CivilDate;
}

/** `UPDATE`: one record seen again. `REISSUED`: credited and billed anew, which is no finding. */
export type DocumentLikeness = 'UPDATE' | 'HARD' | 'SOFT' | 'REISSUED' | 'NONE';

/** Days within which two equal invoices are taken for one. Instalments are a month apart. */
const SOFT_DAYS = 7;

/** Compares two documents of one connection, with the credit notes of the client that might lie between them. */
export function compareDocuments(
  a: ComparedDocument,
  b: ComparedDocument,
  credits: readonly ComparedCredit[] = [],
): DocumentLikeness {
  if (a.externalId === b.externalId) return 'UPDATE';
  const sameKind = (a.kind ?? 'invoice') === (b.kind ?? 'invoice');
  if (!sameKind) return 'NONE';
  const [left, right] = [a, b].map(({ series = null, number }) => normaliseNumber({ series, number }));
  if (left !== null && left === right && (a.issuer ?? null) === (b.issuer ?? null)) return 'HARD';
  const alike =
    a.client !== null &&
    a.client === b.client &&
    sameCurrency(a, b) &&
    a.netMinor === b.netMinor &&
    a.service === b.service &&
    Math.abs(daysBetween(a.date, b.date)) <= SOFT_DAYS;
  if (!alike) return 'NONE';
  const [from, to] = a.date <= b.date ? [a.date, b.date] : [b.date, a.date];
  const undone = credits.some(
    (credit) =>
      Math.abs(credit.netMinor) === Math.abs(a.netMinor) &&
      sameCurrency(a, credit) &&
      (credit.client ?? a.client) === a.client &&
      credit.date >= from &&
      credit.date <= to,
  );
  return undone ? 'REISSUED' : 'SOFT';
}

function sameCurrency(a: { readonly currency?: string | null }, b: { readonly currency?: string | null }): boolean {
  return (a.currency ?? null) === (b.currency ?? a.currency ?? null);
}

export interface ComparedClient {
  readonly externalId?: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly taxId: string | null;
  readonly phone: string | null;
}

export type ClientLikeness = 'UPDATE' | 'HARD' | 'SOFT' | 'NONE';

/** Compares two clients: the same e-mail or tax id is one client, the same name and phone, or mailbox, may be. */
export function compareClients(a: ComparedClient, b: ComparedClient): ClientLikeness {
  if (same(a.externalId ?? null, b.externalId ?? null)) return 'UPDATE';
  const [mail, otherMail] = [normaliseEmail(a.email), normaliseEmail(b.email)];
  if (same(mail, otherMail) || same(normaliseTaxId(a.taxId), normaliseTaxId(b.taxId))) return 'HARD';
  const names = same(plainName(a.name), plainName(b.name)) && same(plainPhone(a.phone), plainPhone(b.phone));
  return names || same(withoutTag(mail), withoutTag(otherMail)) ? 'SOFT' : 'NONE';
}

function same(a: string | null, b: string | null): boolean {
  return a !== null && a !== '' && a === b;
}

function plainName(name: string | null): string | null {
  return name === null ? null : normaliseName(name);
}

/** The digits of a phone number; a leading `00` is a `+`. */
function plainPhone(phone: string | null): string | null {
  return phone === null ? null : phone.replace(/\D/g, '').replace(/^00/, '');
}

function withoutTag(email: string | null): string | null {
  return email === null ? null : email.replace(/(?<=.)\+[^@]*(?=@)/, '');
}
