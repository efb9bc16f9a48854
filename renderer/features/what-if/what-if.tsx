/** "What if...": what a contract would carry if something had happened to it. Nothing is kept until somebody decides it. */
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import shared from '../../components/components.module.css';
import { Drawer } from '../../components/drawer.tsx';
import { Segments } from '../../components/filters.tsx';
import { useWords } from '../../i18n/words.ts';
import { documentOfContract } from '../issues/draft.ts';
import { useDrawerView } from '../ledger/drawer-view.ts';
import { Outcome } from './outcome.tsx';
import { DAYS, OPTIONAL, PAUSE_MODES, PRICE_MODES, supposedOf, type Typed, WAYS, type Way } from './suppose.ts';
import classes from './what-if.module.css';
import { words } from './words.ts';

type Contract = Pick<WindowOutput<'contracts/get'>, 'contract' | 'key' | 'issues'>;

/** The question, and beside the contract its answer. */
export function WhatIf({ of }: { readonly of: Contract }) {
  const say = useWords(words);
  const drawer = useDrawerView();
  return (
    <>
      <Button variant="default" onClick={drawer.startWhatIf}>
        {say('ask')}
      </Button>
      {drawer.act === 'what-if' && (
        <Drawer open onClose={drawer.close} title={say('title', { code: of.contract.code })}>
          <Supposing of={of} onDecided={drawer.close} />
        </Drawer>
      )}
    </>
  );
}

function Supposing({ of, onDecided }: { readonly of: Contract; readonly onDecided: () => void }) {
  const say = useWords(words);
  const { contract } = of;
  const [way, setWay] = useState<Way>('drop');
  const [typed, setTyped] = useState<Typed>({
    lastDay: '',
    refund: '',
    returnDay: '',
    mode: 'policy',
    from: '',
    price: '',
    priceMode: 'policy',
    firstDay: '',
    newEnd: contract.end ?? '',
    start: contract.start ?? '',
    end: contract.end ?? '',
  });
  const event = supposedOf(way, typed, contract.price.currency);
  return (
    <div className={shared.stack}>
      <p className={shared.soft}>{say('means')}</p>
      <div className={classes.fields}>
        <Select
          label={say('way')}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          value={way}
          data={WAYS.map((value) => ({ value, label: say(`way.${value}`) }))}
          onChange={(value) => setWay(WAYS.find((one) => one === value) ?? 'drop')}
        />
        {DAYS[way].map((field) => (
          <TextInput
            key={field}
            type="date"
            label={say(`day.${field}`)}
            description={OPTIONAL.includes(field) ? say('optional') : undefined}
            value={typed[field]}
            onChange={(change) => setTyped({ ...typed, [field]: change.currentTarget.value })}
          />
        ))}
        {way === 'drop' && (
          <TextInput
            label={say('refund', { currency: contract.price.currency })}
            placeholder={say('refund.none')}
            inputMode="decimal"
            value={typed.refund}
            maxLength={30}
            onChange={(change) => setTyped({ ...typed, refund: change.currentTarget.value })}
          />
        )}
        {way === 'price-change' && (
          <TextInput
            label={say('price', { currency: contract.price.currency })}
            inputMode="decimal"
            value={typed.price}
            maxLength={30}
            onChange={(change) => setTyped({ ...typed, price: change.currentTarget.value })}
          />
        )}
      </div>
      {way === 'pause' && (
        <Segments
          label={say('mode')}
          value={typed.mode}
          onChange={(mode) => setTyped({ ...typed, mode })}
          options={PAUSE_MODES.map((value) => ({ value, label: say(`mode.${value}`) }))}
        />
      )}
      {way === 'price-change' && (
        <Segments
          label={say('priceMode')}
          value={typed.priceMode}
          onChange={(priceMode) => setTyped({ ...typed, priceMode })}
          options={PRICE_MODES.map((value) => ({ value, label: say(`priceMode.${value}`) }))}
        />
      )}
      {event === null ? (
        <p className={shared.soft}>{say('fill')}</p>
      ) : (
        <Outcome
          contract={contract.id}
          subject={documentOfContract(of.key)}
          event={event}
          issues={of.issues}
          onDecided={onDecided}
        />
      )}
    </div>
  );
}
