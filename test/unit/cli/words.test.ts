import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { usageProblem } from '../../../electron/cli/problem-text.ts';
import { buildProgram } from '../../../electron/cli/run-cli.ts';
import { COMPANY, fakeTerminal, runWith } from './fake-terminal.ts';

describe('what the operator reads', () => {
  it('has no word that blames or frightens', () => {
    const texts: string[] = [];
    const collect = (command: Command) => {
      // Values of flags are names of the field, not sentences.
      texts.push(command.helpInformation().replace(/\(choices:[^)]*\)/gs, ''));
      for (const each of command.commands) collect(each);
    };
    collect(buildProgram(fakeTerminal(), async () => {}));
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter((text) => /\b(error|failed|invalid|null|oops|exception)\b/i.test(text))).toEqual([]);
  });

  it('is in our words even where the parser found the slip', () => {
    expect(usageProblem("error: unknown option '--yaer'\n(Did you mean --year?)").message).toBe(
      'There is no option --yaer. Did you mean --year?',
    );
    expect(
      usageProblem("error: option '--status <s>' argument 'x' is invalid. Allowed choices are a, b.").message,
    ).toBe('"x" is no value for --status <s>. Choose one of: a, b.');
    expect(usageProblem("error: missing required argument 'run'").message).toBe('The command needs run.');
  });

  it('never carries a control character of a client’s name', async () => {
    const issue = {
      id: 1,
      code: 'UNUSUAL_AMOUNT',
      fingerprint: 'f',
      integration: 'holded',
      operation: 'invoices',
      entityType: 'client',
      entityExternalId: 'x\x1b[2J',
      title: 'Evil \x1b]0;x\x07\r\nname',
      message: '\x9b31m',
      fix: 'f',
      severity: 'low',
      effect: 'none',
      details: { name: '\x1b[1A' },
      amountAtRisk: 0,
      monthAtRisk: 0,
      month: null,
      status: 'pending',
      reason: null,
      who: null,
      firstSeen: '2025-01-01T00:00:00Z',
      lastSeen: '2025-01-01T00:00:00Z',
      timesSeen: 1,
      reopened: 0,
      owner: null,
      snooze: null,
    } as const;
    const list = await runWith('issues', {
      'issues/list': { issues: [issue], cursor: null },
      'issues/names': [{ key: issue.entityExternalId, kind: 'client', name: 'Mallory\x1b[2J' }],
      'company/get': COMPANY,
    });
    const show = await runWith('issues show 1', {
      'issues/get': { issue, payload: { name: '\x1b[2J' }, payloadFetchedAt: null },
      'company/get': COMPANY,
    });
    for (const { out } of [list, show]) expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(list.out).toMatch(/Evil +name/);
    expect(list.out).toContain('Mallory');
  });

  it('says what a fault of ours means, without the secret in it', async () => {
    const terminal = fakeTerminal();
    const { exit, err, out } = await runWith(
      'runs --json',
      {
        'runs/list': () => {
          throw new Error('boom token=abcdef123456');
        },
      },
      terminal,
    );
    expect(exit).toBe(3);
    expect(err).toContain('a fault of its own');
    expect(out).not.toContain('abcdef123456');
  });
});

describe('lists of issues', () => {
  it('show pending ones unless told otherwise, with the filters given', async () => {
    const page = { 'issues/list': { issues: [], cursor: null }, 'company/get': COMPANY };
    expect((await runWith('issues', page)).asked[0]?.input).toEqual({
      status: 'pending',
      limit: 100,
      cursor: undefined,
    });
    expect(
      (await runWith('issues --status ignored --code zero_amount --month 2025-03 --limit 5 --cursor 1.2', page))
        .asked[0]?.input,
    ).toEqual({ status: 'ignored', code: 'ZERO_AMOUNT', month: '2025-03', limit: 5, cursor: '1.2' });
    expect((await runWith('issues --limit 1001', page)).exit).toBe(2);
    expect(
      (await runWith('issues retry 3,4 5', { 'issues/retry': { retried: 3, cleared: 3, stillOpen: 0, run: 1 } }))
        .asked[0]?.input,
    ).toMatchObject({ ids: [3, 4, 5] });
  });
});
