/** Says issues and their parts in the reader's language and locale. */
import { useMemo } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { currency, parseCurrency, parseDecimal, toMinor } from '../../../shared/domain/money.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { engineLanguage } from '../../i18n/engine/engine-language.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { issueText, keysOfDetails, type Part, type Teller } from './issue-text.ts';
import { type Names, useNames } from './names.ts';
import { words } from './words.ts';

interface Sayable {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly message?: string;
  readonly fix?: string;
}

/** The sentences of one issue: `text('title')`. */
export function useIssueText(issue: Sayable): (part: Part) => string {
  const names = useNames(keysOfDetails(issue.details));
  const teller = useTeller(names);
  const given = { title: issue.title, meaning: issue.message ?? '', fix: issue.fix ?? '' };
  return (part) => issueText(part, { ...issue, given: given[part] }, engineLanguage(), teller);
}

export function useTeller(names: Names): Teller {
  const say = useWords(words);
  const format = useFormat();
  const told = useTold();
  return useMemo(
    () => ({
      name(key) {
        const named = names.get(key);
        if (named === undefined) return isolate(key.startsWith('C-') ? key : key.slice(key.lastIndexOf(':') + 1));
        if (named.kind === 'contract') return say('t.contractNamed', { code: named.name });
        return isolate(named.kind === 'account' ? `“${named.name}”` : named.name);
      },
      amount(figure, code) {
        const decimal = parseDecimal(figure);
        const known = parseCurrency(code);
        return decimal === null || known === null
          ? `${figure} ${code}`
          : format.moneyWithCode(toMinor(decimal, currency(code)), code);
      },
      date: format.date,
      month: format.month,
      word: (word) =>
        word === 'ACTIVE' || word === 'POSTPONED' || word === 'DROPPED' || word === 'ENDED'
          ? say(`place.${word}`)
          : isolate(told(word)),
    }),
    [names, say, format, told],
  );
}

const STEPS = ['services', 'invoices', 'crm-clients', 'service-periods', 'notion-external-id', 'accruals'] as const;

type Providers = WindowOutput<'connections/providers'>;
const NO_PROVIDERS: Providers = [];

/** Systems and steps by the names people know. */
export function usePlaces() {
  const say = useWords(words);
  const shared = useWords(common);
  const providers = useCall('connections/providers', {}).data ?? NO_PROVIDERS;
  return useMemo(() => {
    const system = (id: string): string =>
      id === 'monthend' ? say('system.monthend') : (providers.find((each) => each.id === id)?.name ?? id);
    const step = (id: string): string => {
      const known = STEPS.find((each) => each === id);
      return known ? shared(`step.${known}`) : id === 'matching' ? say('step.matching') : id;
    };
    return { system, step, providers, steps: [...STEPS, 'matching'] as const };
  }, [say, shared, providers]);
}
