/** Policies: each as its sentence, since when and by whom it was chosen, and where single services differ. */
import { Button } from '@mantine/core';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Name } from '../../components/texts.tsx';
import { showNote } from '../../components/toasts.tsx';
import { Told } from '../../components/told.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ChangePolicy } from './change-policy.tsx';
import classes from './policies.module.css';
import { words } from './words.ts';

export type Policies = WindowOutput<'policies/list'>;
export type Policy = Policies['policies'][number];
type Chosen = Policy['company'];

/** `open` is the policy that is being changed, `service` the one it would be an exception for. */
const FIELDS = { open: textField(), service: textField() };

export function PoliciesScreen() {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const [view, setView] = useViewState('policies', FIELDS);
  const answer = useCall('policies/list', {});
  const list = answer.data;
  const open = list?.policies.find(({ key }) => key === view.open) ?? null;
  const close = () => setView({ open: '', service: '' });
  return (
    <Page title={say('title')} subtitle={say('subtitle')}>
      {answer.error !== null && <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />}
      {list === undefined && answer.error === null && <p aria-busy>{say('loading')}</p>}
      {list !== undefined && (
        <>
          <p className={classes.soft}>{say('from', { month: format.month(list.from) })}</p>
          {list.policies.map((policy) => (
            <PolicyEntry
              key={policy.key}
              policy={policy}
              from={list.from}
              onChange={(service) => setView({ open: policy.key, service })}
            />
          ))}
          <section className={classes.entry} aria-labelledby="policies-fixed">
            <h2 id="policies-fixed">{say('fixed')}</h2>
            <ul className={classes.fixed}>
              {list.fixed.map(({ key, sentence, opens }) => (
                <li key={key}>
                  <Told>{sentence}</Told>
                  {opens !== null && (
                    <>
                      {' '}
                      <a href={`#/${opens}`}>{say(`opens.${opens}`)}</a>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
          <Drawer open={open !== null} onClose={close} title={say('changeOf', { title: told(open?.title ?? '') })}>
            {open !== null && (
              <ChangePolicy
                key={`${open.key} ${view.service}`}
                policy={open}
                list={list}
                service={view.service === '' ? null : view.service}
                onService={(service) => setView({ service: service ?? '' }, { replace: true })}
                onDone={close}
              />
            )}
          </Drawer>
        </>
      )}
    </Page>
  );
}

interface EntryProps {
  readonly policy: Policy;
  readonly from: string;
  /** Empty for the whole company. */
  readonly onChange: (service: string) => void;
}

function PolicyEntry({ policy, from, onChange }: EntryProps) {
  const say = useWords(words);
  const title = useTold()(policy.title);
  const { company, byService, planned } = policy;
  const id = `policy-${policy.key}`;
  return (
    <section className={classes.entry} aria-labelledby={id}>
      <div className={classes.line}>
        <h2 id={id}>{title}</h2>
        <Button variant="default" size="xs" aria-label={say('changeOf', { title })} onClick={() => onChange('')}>
          {say('change')}
        </Button>
        {company.decision !== null && (
          <UndoChoice decision={company.decision} from={from} label={say('undoOf', { title })} />
        )}
      </div>
      <p>
        <Told>{company.sentence}</Told>
      </p>
      <Since chosen={company} />
      {planned.length > 0 && (
        <div className={classes.exceptions}>
          <h3>{say('planned')}</h3>
          <ul>
            {planned.map((each) => (
              <PlannedChoice key={`${each.service} ${each.since}`} policy={policy} planned={each} />
            ))}
          </ul>
        </div>
      )}
      {byService.length > 0 && (
        <div className={classes.exceptions}>
          <h3>{say('exceptions')}</h3>
          <ul>
            {byService.map((exception) => {
              const service = isolate(exception.name);
              return (
                <li key={exception.service}>
                  <div className={classes.line}>
                    <strong>
                      <Name>{exception.name}</Name>
                    </strong>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={say('changeFor', { title, service })}
                      onClick={() => onChange(exception.service)}
                    >
                      {say('change')}
                    </Button>
                    {exception.decision !== null && (
                      <UndoChoice
                        decision={exception.decision}
                        from={from}
                        label={say('undoFor', { title, service })}
                      />
                    )}
                  </div>
                  <p>
                    <Told>{exception.sentence}</Told>
                  </p>
                  <Since chosen={exception} />
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

function PlannedChoice(props: { readonly policy: Policy; readonly planned: Policy['planned'][number] }) {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const { policy, planned } = props;
  const month = format.month(planned.since ?? '');
  const service = planned.name === null ? null : isolate(planned.name);
  const values = { title: told(policy.title), month };
  return (
    <li>
      <div className={classes.line}>
        <strong>{service === null ? say('plannedFrom', { month }) : say('plannedFor', { month, service })}</strong>
        {planned.decision !== null && (
          <UndoChoice
            decision={planned.decision}
            from={planned.since ?? ''}
            label={service === null ? say('undoPlan', values) : say('undoPlanFor', { ...values, service })}
            planned
          />
        )}
      </div>
      <p>
        <Told>{planned.sentence}</Told>
      </p>
      <Since chosen={planned} planned />
    </li>
  );
}

function Since({ chosen, planned = false }: { readonly chosen: Chosen; readonly planned?: boolean }) {
  const say = useWords(words);
  const format = useFormat();
  const { since, chosenBy, chosenAt, approver, reason } = chosen;
  if (since === null) return <p className={classes.soft}>{say('since.always')}</p>;
  const values = {
    month: format.month(since),
    who: isolate(chosenBy ?? ''),
    when: chosenAt === null ? '' : format.instant(chosenAt),
  };
  return (
    <p className={classes.soft}>
      {approver === null
        ? say('since.chosenOnly', values)
        : say(planned ? 'since.planned' : 'since.chosen', { ...values, approver: isolate(approver) })}{' '}
      {reason !== null && say('reason', { reason: isolate(reason) })}
    </p>
  );
}

function UndoChoice(props: {
  readonly decision: number;
  readonly from: string;
  readonly label: string;
  /** It has not begun: nothing is worked out by it yet. */
  readonly planned?: boolean;
}) {
  const say = useWords(words);
  const format = useFormat();
  const undo = useAct('decisions/undo');
  const confirm = async () => {
    const undone = await undo.act({ id: props.decision });
    if (undone.ok) showNote(say('undone'));
  };
  return (
    <ConfirmAct
      label={say('undo')}
      title={props.label}
      confirm={say('undoConfirm')}
      size="xs"
      disabled={undo.busy}
      onConfirm={confirm}
    >
      <p>{say(props.planned === true ? 'undoPlanDoes' : 'undoDoes', { month: format.month(props.from) })}</p>
    </ConfirmAct>
  );
}
