import type { Draft } from '../../../shared/domain/drafts.ts';
import { fields, textOf } from './coerce.ts';
import type { HoldedSettings } from './settings.ts';
import { identify, words } from './wire.ts';
import { firstRuleFor } from './words.ts';

/**
 * A sales channel, which is what Holded calls an income account, as a service; the others are left out with the reason.
 * Holded v1 documents the number as `accNum` and sends `accountNum`.
 */
export function mapService(raw: unknown, settings: HoldedSettings): readonly Draft[] {
  const channel = fields(raw);
  const externalId = identify(raw) ?? '';
  const name = words(channel.name);
  const accountNumber = textOf(
    channel.accountNum ?? channel.accNum ?? channel.account_number ?? channel.account_num ?? null,
  );
  const reason = notAService(externalId, name, accountNumber, settings);
  if (reason !== null) return [{ draft: 'excluded', reason }];
  const serviceType = firstRuleFor(name, settings.serviceTypes)?.type ?? null;
  return [{ draft: 'service', externalId, name, accountNumber, serviceType }];
}

function notAService(id: string, name: string, accountNumber: string | null, settings: HoldedSettings): string | null {
  const { serviceAccountPrefixes, serviceNamePrefixes, excludedAccounts } = settings;
  if (excludedAccounts.some((account) => account === id || accountNumber?.startsWith(account))) {
    return 'The settings leave this income account out.';
  }
  if (
    serviceAccountPrefixes.length > 0 &&
    !serviceAccountPrefixes.some((prefix) => accountNumber?.startsWith(prefix))
  ) {
    return accountNumber === null
      ? 'Not a service: the income account has no account number.'
      : `Not a service: account ${accountNumber} does not start with ${serviceAccountPrefixes.join(' or ')}.`;
  }
  const upper = name.toUpperCase();
  if (serviceNamePrefixes.length > 0 && !serviceNamePrefixes.some((prefix) => upper.startsWith(prefix.toUpperCase()))) {
    return `Not a service: the name does not start with ${serviceNamePrefixes.join(' or ')}.`;
  }
  return null;
}
