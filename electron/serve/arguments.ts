import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';

export interface ServeArguments {
  readonly sample: boolean;
  readonly port: number;
  readonly home?: string;
  readonly open: boolean;
}

export const USAGE = [
  'Opens Monthend in the browser of this machine; nobody else can reach it.',
  '',
  '  --sample        the sample company instead of your own',
  '  --port NUMBER   a fixed port; otherwise whichever is free',
  '  --home FOLDER   another data folder',
  '  --no-open       only print the address',
];

/** Reads what was typed after the program's name. */
export function serveArguments(argv: readonly string[]): Result<ServeArguments> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        sample: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        home: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
      },
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1;
    if (port < 0 || port > 65_535) return bad(`"${values.port.slice(0, 40)}" is no port.`);
    return ok({ sample: values.sample, port, home: values.home, open: !values['no-open'] });
  } catch (thrown) {
    return bad(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function bad(message: string) {
  return fail({ code: 'BAD_USAGE', message, fix: USAGE.join('\n') });
}
