import { Button } from '@mantine/core';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { setLiveRun, useIsRunning } from '../../state/live-run.ts';
import { goTo } from '../../state/location.ts';
import classes from './start.module.css';
import { words } from './words.ts';

/** The first run, or a preview of it; both are followed on Close. */
export function RunStep({ systems, onBack }: { readonly systems: number; readonly onBack: () => void }) {
  const say = useWords(words);
  const format = useFormat();
  const company = useCall('company/get', {});
  const running = useIsRunning();
  const preview = useAct('desk/start-preview');
  const run = useAct('desk/start-run');
  const begin = async (how: typeof run) => {
    const started = await how.act({});
    if (!started.ok) return;
    setLiveRun(started.value);
    goTo('/close');
  };
  const first = company.data?.firstOpenMonth;
  const now = new Date().toISOString().slice(0, 7);
  const last = first !== undefined && first > now ? first : now;
  return (
    <div className={classes.step}>
      {systems === 0 ? (
        <p>{say('runNone')}</p>
      ) : (
        <>
          {first !== undefined && <p>{say('runLead', { months: format.months(first, last) })}</p>}
          <p>{say('runPreview')}</p>
          <p>{say('runRun')}</p>
        </>
      )}
      {running && <p role="status">{say('running')}</p>}
      <div className={classes.acts}>
        <Button disabled={systems === 0 || running} loading={preview.busy} onClick={() => void begin(preview)}>
          {say('preview')}
        </Button>
        <Button
          variant="default"
          disabled={systems === 0 || running}
          loading={run.busy}
          onClick={() => void begin(run)}
        >
          {say('run')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {say('back')}
        </Button>
      </div>
    </div>
  );
}
