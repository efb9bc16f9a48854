/** The first start: the sample company, or one's own in three steps that can be left and taken up again. */
import { Button } from '@mantine/core';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import { setDesk, useDesk } from '../../state/desk.ts';
import { goTo } from '../../state/location.ts';
import { useViewState } from '../../state/view-state.ts';
import { CompanyStep } from './company-step.tsx';
import { RunStep } from './run-step.tsx';
import classes from './start.module.css';
import { SystemStep } from './system-step.tsx';
import { FIELDS, type SetupStep, STEPS, stepOf } from './view.ts';
import { words } from './words.ts';

export function StartScreen() {
  const say = useWords(words);
  const desk = useDesk((state) => state.desk);
  const [view, setView] = useViewState('start', FIELDS);
  const own = desk?.ledger === 'open' && !desk.sample;
  const cards = useCall('connections/cards', {}, { enabled: own });
  const runs = useCall('runs/list', { limit: 1 }, { enabled: own });
  if (!own && view.step === null) return <Welcome onOwn={() => setView({ step: 'company' })} />;
  // The steps are of one's own company; the sample company stays as it is.
  if (desk?.sample === true) return <Welcome onOwn={() => setView({ step: 'company' })} />;
  const problem = cards.error?.problem ?? runs.error?.problem;
  if (problem !== undefined) return <ProblemNotice problem={problem} onAgain={() => void cards.refetch()} />;
  if (own && (cards.data === undefined || runs.data === undefined))
    return <Page title={say('titleSetup')}>{null}</Page>;
  const systems = (cards.data ?? []).filter((card) => card.status !== 'removed');
  const made = runs.data?.length ?? 0;
  const step = stepOf(view.step, { company: own, systems: systems.length, runs: made }) ?? 'company';
  return (
    <div className={classes.page}>
      <Page title={say('titleSetup')} subtitle={own ? undefined : say('stepOf', { n: 1 })}>
        <StepList
          now={step === 'finished' ? null : step}
          done={{ company: own, system: systems.length > 0, run: made > 0 }}
        />
        {own && step === 'system' && systems.length === 0 && (
          <p className={classes.soft}>
            {say('companyDone', {
              name: isolate(desk?.company?.name ?? ''),
              currency: desk?.company?.currency ?? '',
            })}
          </p>
        )}
        {step === 'company' && <CompanyStep view={view} setView={setView} />}
        {step === 'system' && <SystemStep view={view} setView={setView} cards={systems} />}
        {step === 'run' && <RunStep systems={systems.length} onBack={() => setView({ step: 'system' })} />}
        {step === 'finished' && (
          <EmptyState title={say('finished')} action={<Button onClick={() => goTo('/close')}>{say('toClose')}</Button>}>
            {say('finishedText', { count: made })}
          </EmptyState>
        )}
      </Page>
    </div>
  );
}

function StepList(props: { readonly now: SetupStep | null; readonly done: Readonly<Record<SetupStep, boolean>> }) {
  const say = useWords(words);
  return (
    <ol className={classes.steps} aria-label={say('steps')}>
      {STEPS.map((step, at) => (
        <li key={step} aria-current={step === props.now ? 'step' : undefined}>
          {at + 1}. {say(`step.${step}`)}
          {props.done[step] && step !== props.now && ` (${say('done')})`}
        </li>
      ))}
    </ol>
  );
}

function Welcome({ onOwn }: { readonly onOwn: () => void }) {
  const say = useWords(words);
  const sample = useDesk((state) => state.desk?.sample === true);
  const openSample = useAct('desk/open-sample');
  const openOwn = useAct('desk/open-company');
  const look = async () => {
    const opened = sample ? null : await openSample.act({});
    if (opened !== null && !opened.ok) return;
    if (opened !== null) setDesk(opened.value);
    goTo('/close');
  };
  const begin = async () => {
    if (sample) {
      const opened = await openOwn.act({});
      if (!opened.ok) return;
      setDesk(opened.value);
      if (opened.value.ledger === 'open') return;
    }
    onOwn();
  };
  return (
    <div className={classes.page}>
      <Page title={say('title')}>
        <p className={classes.lead}>{say('lead')}</p>
        <div className={classes.ways}>
          <section className={classes.way} aria-labelledby="way-own">
            <h2 id="way-own">{say('ownTitle')}</h2>
            <p>{say('ownText')}</p>
            <Button loading={openOwn.busy} onClick={() => void begin()}>
              {say('ownOpen')}
            </Button>
          </section>
          <section className={classes.way} aria-labelledby="way-sample">
            <h2 id="way-sample">{say('sampleTitle')}</h2>
            <p>{say(sample ? 'sampleIs' : 'sampleText')}</p>
            <Button variant="default" loading={openSample.busy} onClick={() => void look()}>
              {say(sample ? 'toClose' : 'sampleOpen')}
            </Button>
          </section>
        </div>
      </Page>
    </div>
  );
}
