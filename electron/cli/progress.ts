/**
 * How a run goes: on a terminal a bar for the execution that is running, which becomes a line when it ends; elsewhere the lines
 * alone, so that a log file holds no half-drawn bars.
 */
import cliProgress from 'cli-progress';
import type { OutputOf } from '../../shared/contract/index.ts';
import { stepInfo } from '../sync/steps.ts';
import type { SyncEvent } from '../sync/sync-ports.ts';
import { count, monthWords, took } from './format.ts';
import { statusWord } from './paint.ts';
import { pad, plain } from './plain-text.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

type Execution = OutputOf<'runs/get'>['executions'][number];

const FIGURES = ['received', 'applied', 'same', 'excluded', 'held'] as const;

/** The head over {@link executionLine}s. */
export function executionHead({ paint }: Pick<Terminal, 'paint'>): string {
  const figures = FIGURES.map((word) => pad(word, 8, 'right')).join('  ');
  return paint.faint(`${opening('', 'step', 'month')}  ${figures}  ${pad('took', 9, 'right')}`);
}

/** One line about an execution: how it stands, what became of its records, how long it took. */
export function executionLine(execution: Execution, { paint, locale }: Pick<Terminal, 'paint' | 'locale'>): string {
  const { counts, metrics, problem } = execution;
  const head = opening(statusWord(execution.status, paint), stepInfo(execution.step).title, monthOf(execution));
  if (!counts) return `${head}  ${problem ? plain(problem.message) : ''}`.trimEnd();
  const values = [counts.received, counts.applied, counts.unchanged, counts.excluded, counts.held];
  const figures = values.map((value, index) => {
    const text = pad(value === 0 ? '-' : count(value, locale), 8, 'right');
    return FIGURES[index] === 'held' && value > 0 ? paint.look(text) : text;
  });
  return `${head}  ${figures.join('  ')}  ${metrics ? pad(took(metrics.ms), 9, 'right') : ''}`.trimEnd();
}

function opening(status: string, step: string, month: string): string {
  return `${pad(status, 15)}  ${pad(step, 15)}  ${pad(month, 14)}`;
}

function monthOf({ month }: Pick<Execution, 'month'>): string {
  return month ? monthWords(month) : '';
}

/** The bar of a running execution. Without a known total it counts up. */
export function barLine(
  execution: Pick<Execution, 'step' | 'month'>,
  state: BarState,
  { errPaint, locale }: Pick<Terminal, 'errPaint' | 'locale'>,
): string {
  const { phase, done, of, secondsLeft } = state;
  const head = opening(errPaint.running('running'), stepInfo(execution.step).title, monthOf(execution));
  const word = phase === 'fetch' ? 'reading' : 'storing';
  if (of === null || of === 0) return `${head}  ${pad(word, 8)} ${count(done, locale)}`;
  const filled = Math.round(Math.min(1, done / of) * 20);
  const bar = errPaint.running('='.repeat(filled)) + errPaint.faint('.'.repeat(20 - filled));
  const left =
    secondsLeft !== null && secondsLeft >= 1
      ? `  ${secondsLeft < 60 ? `${Math.round(secondsLeft)} s` : took(secondsLeft * 1000)} left`
      : '';
  return `${head}  ${pad(word, 8)} ${bar} ${count(done, locale)}/${count(of, locale)}${left}`;
}

export interface BarState {
  readonly phase: 'fetch' | 'apply';
  readonly done: number;
  readonly of: number | null;
  readonly secondsLeft: number | null;
}

export interface Progress {
  /** Takes the bar away and says something in its place. */
  interrupt(line: string): void;
  end(): void;
}

/** Shows the progress of whatever runs next, until it is ended. */
export async function showProgress(session: Session): Promise<Progress> {
  const { terminal, globals } = session;
  if (globals.json || globals.quiet) return { interrupt: (line) => terminal.err(line), end: () => {} };
  const bar = executionBar(terminal);
  const stop = await session.listen((event: SyncEvent) => {
    if (event.type === 'run-started') terminal.out(executionHead(terminal));
    else if (event.type === 'execution-started') bar.start(event.execution);
    else if (event.type === 'progress') bar.update(event.phase, event.done, event.of);
    else if (event.type === 'execution-ended') {
      bar.stop();
      terminal.out(executionLine(event.execution, terminal));
    } else if (event.type === 'run-ended') bar.stop();
  });
  return {
    interrupt(line) {
      bar.stop();
      terminal.err(line);
    },
    end() {
      bar.stop();
      stop();
    },
  };
}

function executionBar(terminal: Terminal) {
  const stream = terminal.bars;
  let bar: cliProgress.SingleBar | null = null;
  let state: BarState = { phase: 'fetch', done: 0, of: null, secondsLeft: null };
  return {
    start(execution: Pick<Execution, 'step' | 'month'>): void {
      if (!stream) return;
      state = { phase: 'fetch', done: 0, of: null, secondsLeft: null };
      bar = new cliProgress.SingleBar({
        stream,
        // Its own handler of Ctrl+C would end the process in the middle of our orderly stop.
        gracefulExit: false,
        clearOnComplete: true,
        linewrap: false,
        hideCursor: null,
        fps: 8,
        format: (_options, { eta }) => {
          const secondsLeft = state.of !== null && Number.isFinite(eta) ? eta : null;
          return barLine(execution, { ...state, secondsLeft }, terminal);
        },
      });
      bar.start(0, 0);
    },
    update(phase: 'fetch' | 'apply', done: number, of: number | null): void {
      if (!bar) return;
      if (phase !== state.phase) bar.start(of ?? 0, 0);
      state = { phase, done, of, secondsLeft: null };
      bar.setTotal(of ?? 0);
      bar.update(done);
    },
    stop(): void {
      bar?.stop();
      bar = null;
    },
  };
}
