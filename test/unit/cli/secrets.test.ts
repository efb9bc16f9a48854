import { describe, expect, it } from 'vitest';
import { type Provider, readSecrets, secretsOf } from '../../../electron/cli/secrets-input.ts';
import { Stop } from '../../../electron/cli/stop.ts';
import { fakeTerminal, runWith } from './fake-terminal.ts';

const field = (name: string) => ({ name, label: name, help: 'Where it is.' });
const holded: Provider = { id: 'holded', name: 'Holded', category: 'invoicing', secrets: [field('apiKey')] };
const fourgeeks: Provider = {
  id: 'fourgeeks',
  name: '4Geeks',
  category: 'crm',
  secrets: ['email', 'password', 'token'].map(field),
};

describe('secrets on standard input', () => {
  it('are one a line in the order they are declared', () => {
    expect(secretsOf('abc\n', holded)).toEqual({ apiKey: 'abc' });
    expect(secretsOf('a@b.example\r\n pass word \r\n', fourgeeks)).toEqual({
      email: 'a@b.example',
      password: ' pass word ',
    });
    expect(secretsOf('\n\nT', fourgeeks)).toEqual({ token: 'T' });
  });

  it('may name themselves', () => {
    expect(secretsOf('password=p=q\nEMAIL=a@b.example\n', fourgeeks)).toEqual({
      email: 'a@b.example',
      password: 'p=q',
    });
    expect(secretsOf('token=T', fourgeeks)).toEqual({ token: 'T' });
  });

  it('hold equals signs as they come', () => {
    expect(secretsOf('abc==', holded)).toEqual({ apiKey: 'abc==' });
  });

  it('are a token when there is only one line', () => {
    expect(secretsOf('T', fourgeeks)).toEqual({ token: 'T' });
  });

  it('are asked for again when there are none or too many', () => {
    for (const input of ['', '\n', 'a\nb']) expect(() => secretsOf(input, holded)).toThrow(Stop);
  });

  it('are typed unseen on a terminal', async () => {
    const terminal = fakeTerminal({ answers: ['', '', 'T'] });
    expect(await readSecrets(terminal, fourgeeks)).toEqual({ token: 'T' });
    expect(terminal.questions).toHaveLength(3);
  });
});

describe('secrets as settings', () => {
  it('are refused, and the key is called seen', async () => {
    const { exit, err, out } = await runWith(
      'connect holded --set apiKey=abcdef',
      { 'connections/providers': [holded] },
      fakeTerminal({ input: 'x' }),
    );
    expect(exit).toBe(2);
    expect(err).toContain('this one was seen');
    expect(err + out).not.toContain('abcdef');
  });
});
