import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeBrowser, noBrowser } from '../../desktop-double/browser.ts';
import type { Desk, DeskOptions } from '../../desktop-double/desk.ts';
import { electronPath, openDesk } from '../../desktop-double/open-desk.ts';

const left = electronPath === null ? noBrowser : null;

/** Asks the app as its page does. */
const ask = (page: Page, script: string): Promise<unknown> => page.evaluate(`monthend.${script}`);

/** Keeps what the page is told, for `told`. */
const listen = (page: Page): Promise<unknown> =>
  page.evaluate('window.told = []; void monthend.onEvent((event) => told.push(event))');
const told = (page: Page, filter: string): Promise<unknown> => page.evaluate(`told.filter((event) => ${filter})`);

describe.skipIf(left !== null)(`the desktop shell${left ? ` (left out: ${left})` : ''}`, () => {
  const open: Desk[] = [];
  const start = async (options: DeskOptions = {}): Promise<Desk> => {
    const desk = await openDesk(options);
    open.push(desk);
    return desk;
  };
  /** A desk whose sample company is open. */
  const startSample = async (): Promise<{ desk: Desk; page: Page }> => {
    const desk = await start({ sample: true });
    const page = await desk.page();
    expect(await ask(page, 'deskState({})')).toMatchObject({ ok: true, value: { ledger: 'open', sample: true } });
    return { desk, page };
  };
  const running = (desk: Desk) => desk.until((state) => state.blockers.length === 1);

  beforeEach(() => {
    open.length = 0;
  });
  afterEach(async () => {
    for (const desk of open) await desk.close();
  });
  afterAll(closeBrowser);

  it('opens one window on the app, in the screen a link asked for', async () => {
    // Of a company: without one the window goes on to setting one up.
    const desk = await start({ args: ['--sample', 'monthend://run/12'] });
    expect((await desk.page()).url()).toMatch(/#\/runs\/12$/);
    expect((await desk.state()).windows).toHaveLength(1);
  });

  it('hands a second start over to the first, with its link', async () => {
    const desk = await start();
    const page = await desk.page();
    await listen(page);
    expect(await desk.startAgain('monthend://run/7')).toBe(0);
    await expect.poll(() => told(page, 'event.type === "go"')).toEqual([{ type: 'go', to: '/runs/7' }]);
    await desk.openUrl('monthend://run/8');
    await desk.openUrl('monthend://settings/erase');
    await expect.poll(() => told(page, 'event.type === "go"')).toHaveLength(2);
    expect((await desk.state()).windows).toHaveLength(1);
  });

  it('shows the same run in every window, keeps the machine awake and tells the end to nobody in front', async () => {
    const { desk, page } = await startSample();
    await desk.menu('File', 'New window');
    const second = await desk.page(1);
    await listen(page);
    await listen(second);
    await desk.focus(null);
    await ask(second, 'deskStartRun({ step: "services" })');
    await running(desk);
    const { notifications } = await desk.until((state) => state.notifications.length === 1);
    expect(notifications[0]?.title).toBe('The month has been run');
    expect(notifications[0]?.body).toMatch(/^\d+ records received, \d+ applied/);
    const { windows, blockers, badge } = await desk.state();
    expect(windows.map(({ progress }) => progress)).toEqual([-1, -1]);
    expect(blockers).toEqual([]);
    for (const one of [page, second]) {
      await expect
        .poll(() => told(one, 'event.run?.state === "ended"'))
        .toMatchObject([{ run: { status: 'completed' } }]);
    }
    expect(await ask(page, 'issuesTotals({})')).toMatchObject({ ok: true, value: { blocking: badge } });
    await desk.clickNotification(0);
    const run = (await ask(page, 'deskLiveRun({})')) as { value: { run: number } };
    await expect
      .poll(async () => [
        ...((await told(page, 'event.type === "go"')) as unknown[]),
        ...((await told(second, 'event.type === "go"')) as unknown[]),
      ])
      .toEqual([{ type: 'go', to: `/runs/${run.value.run}` }]);
  });

  it('says nothing outside the window to somebody who watches the run end', async () => {
    const { desk, page } = await startSample();
    await desk.focus(0);
    await listen(page);
    await ask(page, 'deskStartRun({ step: "services" })');
    await expect.poll(() => told(page, 'event.run?.state === "ended"'), { timeout: 60_000 }).toHaveLength(1);
    expect((await desk.state()).notifications).toEqual([]);
  });

  it('asks before a run is left, and leaves it so that it can be resumed', async () => {
    const { desk, page } = await startSample();
    await desk.menu('File', 'Run the month');
    await running(desk);
    expect(await desk.closeWindow(0)).toBe(false);
    const question = await desk.dialogs.press('Keep running');
    expect(question.message).toBe('A run is in progress');
    expect(question.detail).toContain('can be resumed');
    expect(await ask(page, 'deskLiveRun({})')).toMatchObject({ value: { state: 'running' } });
    await desk.quit();
    await desk.dialogs.press('Stop and quit');
    expect(await desk.ended).toBe(0);

    const again = await start({ home: desk.home, sample: true });
    const back = await again.page();
    await listen(back);
    expect(await ask(back, 'deskStartRun({ resume: true })')).toMatchObject({ ok: true });
    await expect
      .poll(() => told(back, 'event.run?.state === "ended"'), { timeout: 120_000 })
      .toMatchObject([{ run: { status: 'completed' } }]);
  });

  it('says why a month cannot be run where there is no company yet', async () => {
    const desk = await start();
    await desk.page();
    await desk.menu('File', 'Run the month');
    const said = await desk.dialogs.press('OK');
    expect(said.message).toBe('The month was not started');
    expect(said.detail.split('\n').length).toBeGreaterThan(1);
  });

  it('writes an export where the operator says, and nothing when he closes the dialog', async () => {
    const { desk, page } = await startSample();
    const path = join(desk.home, 'issues of march.csv');
    const [written] = await Promise.all([ask(page, 'deskExportIssues({})'), desk.dialogs.choose(path)]);
    expect(written).toMatchObject({ ok: true, value: { path, download: null } });
    expect(existsSync(path)).toBe(true);
    const [none] = await Promise.all([ask(page, 'deskExportIssues({})'), desk.dialogs.choose(null)]);
    expect(none).toEqual({ ok: true, value: null });
  });

  it('remembers how it looks, and takes up the language at once', async () => {
    const desk = await start();
    expect(await ask(await desk.page(), 'deskSetAppearance({ theme: "dark", language: "es" })')).toMatchObject({
      ok: true,
    });
    await desk.until((state) => state.theme === 'dark' && state.menu.some(({ label }) => label === 'Archivo'));
    await desk.close();
    const again = await start({ home: desk.home });
    expect(await ask(await again.page(), 'deskAppearance({})')).toMatchObject({
      value: { theme: 'dark', language: 'es' },
    });
    expect((await again.state()).theme).toBe('dark');
  });

  it('remembers the saved views of lists, and says so when their file was broken', async () => {
    const desk = await start();
    const view = '{ table: "issues", view: { name: "Mine", settings: { owner: "mine" }, hidden: [] } }';
    expect(await ask(await desk.page(), `deskKeepView(${view})`)).toMatchObject({ ok: true });
    await desk.close();
    const again = await start({ home: desk.home });
    expect(await ask(await again.page(), 'deskViews({})')).toMatchObject({
      value: { tables: { issues: [{ name: 'Mine' }] }, broken: false },
    });
    await again.close();
    writeFileSync(join(desk.home, 'desktop', 'views.json'), '{ not json');
    const broken = await start({ home: desk.home });
    expect(await ask(await broken.page(), 'deskViews({})')).toMatchObject({ value: { tables: {}, broken: true } });
  });

  it.skipIf(electronPath !== null)('opens where it was, on a screen that is there', async () => {
    const desk = await start();
    await desk.page();
    const place = join(desk.home, 'desktop', 'preferences.json');
    await desk.close();
    expect(JSON.parse(readFileSync(place, 'utf8'))).toMatchObject({ window: { x: 200, y: 120, width: 1280 } });
    const elsewhere = { x: 9000, y: 9000, width: 1000, height: 700, maximized: false, fullScreen: false };
    writeFileSync(place, JSON.stringify({ window: elsewhere }));
    const again = await start({ home: desk.home });
    await again.page();
    expect((await again.state()).windows[0]?.bounds).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
  });

  it.each(['{ "window": { "width": "wide" } }', '{ not json', '[]', ''])(
    'opens with its defaults when the preferences hold %j, and the log says so',
    async (content) => {
      const { home } = await start();
      await open[0]?.close();
      mkdirSync(join(home, 'desktop'), { recursive: true });
      writeFileSync(join(home, 'desktop', 'preferences.json'), content);
      const again = await start({ home });
      await again.page();
      expect((await again.state()).windows[0]?.bounds.width).toBe(1280);
      const log = readFileSync(join(home, 'logs', 'monthend.log'), 'utf8');
      expect(log.includes('preferences.replaced')).toBe(content !== '[]');
    },
  );

  it.skipIf(electronPath !== null)('offers a window that crashed again, with the log and the diagnostics', async () => {
    const desk = await start();
    const page = await desk.page();
    const session = await page.context().newCDPSession(page);
    // The answer never comes: the page is gone.
    void session.send('Page.crash').catch(() => {});
    await desk.dialogs.press('Copy diagnostics');
    expect((await desk.until((state) => state.clipboard !== '')).clipboard).toContain('Monthend');
    await desk.dialogs.press('Show logs');
    await desk.until((state) => state.shown.includes(join(desk.home, 'logs')));
    await desk.dialogs.press('Reload');
    await expect
      .poll(async () => (await ask(await desk.page(), 'deskState({})').catch(() => null)) !== null)
      .toBe(true);
  });
});
