/** Four words with a meaning; each has its colour and always its text. */
import { styleText } from 'node:util';

export interface Paint {
  /** Done: green. */
  done(text: string): string;
  /** Under way: the accent. */
  running(text: string): string;
  /** Somebody should look at it: amber. */
  look(text: string): string;
  /** The month cannot be closed with it: red. */
  stops(text: string): string;
  /** Heads and side remarks. */
  faint(text: string): string;
  strong(text: string): string;
}

type Style = Parameters<typeof styleText>[0];

/** Colours, or none of them: for pipes, files, and readers who asked for NO_COLOR. */
export function paintFor(colour: boolean): Paint {
  const style = (name: Style) => (text: string) =>
    colour && text !== '' ? styleText(name, text, { validateStream: false }) : text;
  return {
    done: style('green'),
    running: style('cyan'),
    look: style('yellow'),
    stops: style('red'),
    faint: style('dim'),
    strong: style('bold'),
  };
}

/** Whether a stream should carry colour. See https://no-color.org: any value that is not empty counts. */
export function wantsColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** How an execution or a run stands, in the operator's words. */
export function statusWord(status: string, paint: Paint): string {
  if (status === 'completed') return paint.done('done');
  if (status === 'running') return paint.running('running');
  if (status === 'failed') return paint.stops('stops the month');
  if (status === 'cancelled') return paint.look('cancelled');
  return paint.faint('waits');
}
