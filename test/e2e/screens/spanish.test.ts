/** Every screen in Spanish on the sample company: nothing that has Spanish words is left in English on any of them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spanish } from '../../../renderer/i18n/engine/es/index.ts';
import { phraseBook } from '../../../renderer/i18n/engine/phrase-book.ts';
import { CHECKS } from '../../../shared/close/tie-out-checks.ts';
import { REPORTS } from '../../../shared/contract/reports.ts';
import { ISSUE_KINDS } from '../../../shared/domain/issue-taxonomy.ts';
import { type App, noWindows, openApp } from '../support.ts';
import { textsOnScreen } from '../texts-on-screen.ts';
import { EMPTY_STOPS, STOPS, type Stop, settled } from '../tour.ts';

const LONG = 300_000;

/** Stands in both languages, or is no word of the app: a name, a mark, a file's format. */
const BOTH = /^(?:total|base|nominal|manual|no|error|csv|iva|xlsx|sha-256|api|id|ok|plan|usd|eur)$/i;

describe.skipIf(noWindows !== null)(`Spanish${noWindows === null ? '' : ` (left out: ${noWindows})`}`, () => {
  let english: (text: string) => boolean;
  beforeAll(async () => {
    english = await englishTexts();
  });

  const openSpanish = async (sample: boolean): Promise<App> => {
    const app = await openApp({ sample, locale: 'es-ES' });
    app.page.setDefaultTimeout(60_000);
    await app.ask('desk/set-appearance', { language: 'es' });
    await app.page.reload();
    await app.page.locator('html[lang=es]').waitFor({ state: 'attached' });
    await app.page.getByRole('heading', { level: 1 }).waitFor();
    return app;
  };
  const leftOn = async (app: App, name: string): Promise<string[]> => {
    await settled(app);
    await app.page.getByText('Cargando', { exact: true }).first().waitFor({ state: 'detached' });
    return (await textsOnScreen(app.page)).filter(english).map((text) => `${name}: ${text}`);
  };
  const tour = async (app: App, stops: readonly Stop[]): Promise<string[]> => {
    const left: string[] = [];
    for (const stop of stops) {
      await stop.show(app);
      left.push(...(await leftOn(app, stop.name)));
      await app.page.keyboard.press('Escape');
    }
    return left;
  };

  test('a company without anything in it yet', { timeout: LONG }, async () => {
    const app = await openSpanish(false);
    try {
      expect(await tour(app, EMPTY_STOPS)).toEqual([]);
    } finally {
      await app.close();
    }
  });

  describe('the sample company', () => {
    let app: App;
    const details = () => app.page.getByRole('complementary');
    beforeAll(async () => {
      app = await openSpanish(true);
      await app.run('2025-01', '2025-03');
      await app.ask('desk/set-who', { who: 'Ana' });
    }, LONG);
    afterAll(() => app?.close());

    test('all screens of the tour', { timeout: LONG }, async () => {
      const left = await tour(
        app,
        // It presses a button by its English name.
        STOPS.filter(({ name }) => name !== 'range'),
      );
      await app.go('/close');
      await app.page.getByRole('button', { name: 'Varios meses…' }).click();
      await app.page.getByRole('dialog', { name: 'Ejecutar varios meses' }).waitFor();
      left.push(...(await leftOn(app, 'range')));
      await app.page.keyboard.press('Escape');
      expect(left).toEqual([]);
    });

    test('the board of a month, from open to closed', { timeout: LONG }, async () => {
      const board = async (state: string, month = '2025-01') => {
        const left: string[] = [];
        for (const part of ['steps', 'checks', 'changes', 'versions', 'packages']) {
          await app.go(`/close?month=${month}&board=${part}`);
          left.push(...(await leftOn(app, `${state} ${part}`)));
        }
        return left;
      };
      const left = await board('open');
      await app.ask('tie-outs/ledger-balance', { month: '2025-01', amount: 100 });
      left.push(...(await board('off')));
      await app.ask('tie-outs/override', { month: '2025-01', id: 8, reason: 'cuenta mayor' });
      await app.ask('months/prepare', { month: '2025-01' });
      await app.ask('months/review', { month: '2025-01' });
      left.push(...(await board('reviewed')));
      await app.ask('months/close', { month: '2025-01' });
      left.push(...(await board('closed')), ...(await board('after', '2025-02')));
      await app.go('/close?month=2025-01&board=versions');
      await app.page.getByRole('button', { name: 'Reproducir este cierre' }).first().click();
      await app.page.getByText('Igual al céntimo').waitFor();
      expect([...left, ...(await leftOn(app, 'reproduce'))]).toEqual([]);
    });

    test('every report, what is behind a figure of it, and the comparison with the old system', {
      timeout: LONG,
    }, async () => {
      const left: string[] = [];
      const show = async (path: string) => {
        await app.go(path);
        left.push(...(await leftOn(app, path)));
      };
      await show('/reports');
      for (const report of REPORTS) {
        await show(`/reports/${report}?month=2025-03`);
        const { rows } = await app.ask<{ rows: { drill: Record<string, string> }[] }>('reports/get', {
          report,
          month: '2025-03',
        });
        const [figure] = rows.flatMap(({ drill }) => Object.values(drill));
        if (figure !== undefined) await show(`/reports/${report}?month=2025-03&figure=${encodeURIComponent(figure)}`);
      }
      await show('/reports/journal?month=2025-03&level=detail');
      await show('/reports/parity');
      await show('/accounts');
      expect(left).toEqual([]);
    });

    test('contracts in every state, why their figures are what they are, and what if', { timeout: LONG }, async () => {
      const { rows } = await app.ask<{ rows: { id: number; status: string; held: number }[] }>('contracts/list', {
        limit: 500,
      });
      const one = new Map(rows.map((row) => [`${row.status} ${row.held === 0 ? 'free' : 'held'}`, row.id]));
      const left: string[] = [];
      for (const [state, id] of one) {
        await app.go(`/ledger/contracts/${id}`);
        left.push(...(await leftOn(app, `contract ${state}`)));
        const { months } = await app.ask<{ months: { postings: { id: number }[] }[] }>('contracts/get', { id });
        const posting = months.flatMap(({ postings }) => postings).at(-1);
        if (posting !== undefined) {
          await app.go(`/ledger/contracts/${id}?why=${posting.id}`);
          await details().getByRole('table', { name: 'La cuenta que lo da' }).waitFor();
          left.push(...(await leftOn(app, `why ${state}`)));
        }
        await app.go(`/ledger/contracts/${id}?act=what-if`);
        await details().waitFor();
        left.push(...(await leftOn(app, `what if ${state}`)));
      }
      expect(left).toEqual([]);
    });

    test('an issue of every kind there is', { timeout: LONG }, async () => {
      const groups = await app.ask<{ code: string; example: number }[]>('issues/groups', {});
      const left: string[] = [];
      for (const [code, id] of new Map(groups.map(({ code, example }) => [code, example]))) {
        await app.go(`/issues?status=all&open=${id}`);
        await details().getByRole('region', { name: 'Historia' }).getByRole('listitem').first().waitFor();
        left.push(...(await leftOn(app, code)));
      }
      expect(left).toEqual([]);
    });
  });
});

/** Whether a text is English that has Spanish words: of the engine, by its key or as a sentence, or of the screens themselves. */
async function englishTexts(): Promise<(text: string) => boolean> {
  const renderer = join(import.meta.dirname, '../../../renderer');
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) => /\.en\.ts$/.test(file));
  const own = new Set<string>();
  const shared = new Set<string>();
  for (const file of files) {
    const [{ en }, { es }] = await Promise.all(
      [file, file.replace(/\.en\.ts$/, '.es.ts')].map((each) => import(pathToFileURL(join(renderer, each)).href)),
    );
    for (const text of Object.values<string>(es)) shared.add(text);
    for (const text of Object.values<string>(en)) if (!text.includes('{{')) own.add(text);
  }
  for (const { title, meaning, fix } of ISSUE_KINDS) for (const text of [title, meaning, fix]) own.add(text);
  for (const { words, left, right } of CHECKS) for (const text of [words, left, right]) own.add(text);
  for (const text of Object.values(spanish.reports).flatMap(({ title, words }) => [title, words])) shared.add(text);
  const tell = phraseBook(spanish.phrases, () => null, spanish.and);
  for (const [, text] of spanish.phrases) shared.add(text);
  return (text) => !BOTH.test(text) && !shared.has(text) && (own.has(text) || tell(text) !== text);
}
