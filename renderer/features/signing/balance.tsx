/** The balance of the deferred account in the company's books, typed back after the journal was posted there. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { readAmount } from '../issues/draft.ts';
import classes from './signing.module.css';
import type { Lamp, Lamps } from './use-month.ts';
import { words } from './words.ts';

export const BALANCE_LAMP = 8;

interface Props {
  readonly checks: Lamps;
  readonly lamp: Lamp;
  readonly closed: boolean;
}

export function Balance({ checks, lamp, closed }: Props) {
  const say = useWords(words);
  const format = useFormat();
  const save = useAct('tie-outs/ledger-balance');
  const [typed, setTyped] = useState<string | null>(null);
  const { month, ledgerBalance } = checks;
  const amount = typed === null ? null : readBalance(typed, lamp.currency);
  const onSave = async () => {
    if (amount === null) return;
    const saved = await save.act({ month, amount });
    if (!saved.ok) return;
    setTyped(null);
    showNote(say('balance.saved', { amount: format.moneyWithCode(amount, lamp.currency) }));
  };
  return (
    <>
      {ledgerBalance !== null && (
        <p>
          {say('balance.typed', {
            amount: format.moneyWithCode(ledgerBalance.amount, lamp.currency),
            who: isolate(ledgerBalance.who),
            when: format.instant(ledgerBalance.at),
          })}
        </p>
      )}
      {!closed && (
        <p id="balance-help" className={classes.soft}>
          {say('balance.help', { month: format.month(month) })}
        </p>
      )}
      {!closed && (
        <form
          className={classes.balance}
          onSubmit={(event) => {
            event.preventDefault();
            void onSave();
          }}
        >
          <TextInput
            label={`${say('balance.label')} (${lamp.currency})`}
            aria-describedby="balance-help"
            inputMode="decimal"
            maxLength={40}
            value={typed ?? ''}
            error={typed !== null && typed.trim() !== '' && amount === null ? say('balance.needed') : null}
            w="14rem"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={amount === null} loading={save.busy}>
            {say('balance.save')}
          </Button>
        </form>
      )}
    </>
  );
}

/** A balance may be below zero: with a minus sign before it, or in parentheses as it is printed. */
function readBalance(text: string, currency: string): number | null {
  const plain = text.trim();
  const inside = /^\((.+)\)$/.exec(plain)?.[1] ?? /^[-\u2212](.+)$/.exec(plain)?.[1];
  const amount = readAmount(inside ?? plain, currency);
  return amount === null || inside === undefined ? amount : 0 - amount;
}
