/** Saying to which contract a line of a document belongs, or that it belongs to none. */
import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { DecisionEffect } from '../../components/decision-effect.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { DecisionsTable } from './decisions-table.tsx';
import classes from './ledger.module.css';
import { clip } from './short-name.ts';
import { type DecisionDraft, useDecide, useDecisionPreview } from './use-decision.ts';
import { words } from './words.ts';

type Details = WindowOutput<'documents/get'>;

interface Props {
  readonly document: Details['document'];
  readonly documentKey: string;
  readonly line: Details['lines'][number];
  readonly onClose: () => void;
}

export function LineLink({ document, documentKey, line, onClose }: Props) {
  const say = useWords(words);
  const format = useFormat();
  const [choice, setChoice] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { decide, busy } = useDecide();
  const subject = `${documentKey}#${line.key}`;
  const client = useCall('clients/get', { id: document.client?.id ?? 0 }, { enabled: document.client !== null });
  const made = useCall('decisions/list', {});
  const contractId = choice !== null && /^\d+$/.test(choice) ? Number(choice) : null;
  const contract = useCall(
    'contracts/get',
    { id: contractId ?? 0 },
    { enabled: contractId !== null, keepPrevious: false },
  );
  const draft = draftOf(choice, subject, contractId === null ? null : (contract.data?.key ?? null));
  const { effect, problem } = useDecisionPreview(draft);
  const contracts = (client.data?.contracts ?? []).filter(({ id }) => id !== line.contract?.id);
  const inForce = (made.data ?? []).filter(
    (decision) =>
      (decision.kind === 'contract' || decision.kind === 'unlink') &&
      (decision.subject === subject || decision.subject === documentKey),
  );
  const title = say('link.title', { document: document.number ?? say('noNumber') });
  return (
    <Drawer open onClose={onClose} title={title}>
      <div className={classes.form}>
        <p>
          <Name wrap>{line.description === '' ? '–' : clip(line.description)}</Name>,{' '}
          {line.net === null ? '–' : format.moneyWithCode(line.net, document.currency)}
        </p>
        <p className={shared.soft}>
          {line.contract === null ? say('link.now.none') : say('link.now', { code: line.contract.code })}
          {line.why !== null && ` ${say('link.because', { why: isolate(line.why) })}`}
        </p>
        {inForce.length > 0 && (
          <>
            <h3 className={classes.heading}>{say('link.decided')}</h3>
            <DecisionsTable
              decisions={inForce.map((decision) => ({
                ...decision,
                words: say(
                  decision.kind === 'unlink'
                    ? 'link.wasUnlinked'
                    : decision.value.with === null
                      ? 'link.wasOwn'
                      : 'link.wasLinked',
                ),
              }))}
            />
          </>
        )}
        <Radio.Group label={say('link.choose')} value={choice ?? ''} onChange={setChoice}>
          <Stack gap="xs" mt="xs">
            {contracts.map((one) => (
              <Radio
                key={one.id}
                value={String(one.id)}
                label={say('link.contract', { code: one.code, service: isolate(one.service.name) })}
                description={say('link.contractFacts', {
                  start: one.start === null ? '–' : format.date(one.start),
                  end: one.end === null ? '–' : format.date(one.end),
                  price: format.moneyWithCode(one.price.amount, one.price.currency),
                })}
              />
            ))}
            <Radio value="own" label={say('link.own')} description={say('link.ownMeans')} />
            <Radio value="none" label={say('link.none')} description={say('link.noneMeans')} />
          </Stack>
        </Radio.Group>
        {choice !== null && effect === null && problem === null && (
          <p className={shared.soft}>{say('decision.working')}</p>
        )}
        {problem !== null && <ProblemNotice problem={problem} />}
        {effect !== null && <DecisionEffect effect={effect} />}
        <TextInput
          label={say('decision.reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.acts}>
          <Button
            disabled={effect === null || draft === null}
            loading={busy}
            onClick={async () => {
              if (draft === null) return;
              const done = await decide(draft, reason, say(draft.kind === 'unlink' ? 'link.doneNone' : 'link.done'));
              if (done) onClose();
            }}
          >
            {say(choice === 'none' ? 'link.confirmNone' : 'link.confirm')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}

function draftOf(choice: string | null, subject: string, contract: string | null): DecisionDraft | null {
  if (choice === null) return null;
  if (choice === 'none') return { kind: 'unlink', subject, value: {} };
  if (choice === 'own') return { kind: 'contract', subject, value: { with: null } };
  return contract === null ? null : { kind: 'contract', subject, value: { with: contract } };
}
