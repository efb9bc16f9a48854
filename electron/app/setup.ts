import { parseCurrency } from '../../shared/domain/money.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { connections, createCompany, noteConnection, saveConnection } from '../ledger/setup.ts';
import { Secret } from '../platform/secret.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import { STEP_INFO } from '../sync/steps.ts';
import type { UseCases } from './app.ts';
import { connectionInput, pastedSecret } from './connection-input.ts';
import { testedConnection, tryConnection } from './connection-test.ts';
import { connectionView, OpenConnections, readConnections } from './connections.ts';

type Channels =
  | 'company/init'
  | 'company/get'
  | 'connections/providers'
  | 'connections/list'
  | 'connections/save'
  | 'connections/remove'
  | 'connections/test'
  | 'connections/try'
  | 'steps/list';

export const setupUseCases: UseCases<Channels> = {
  'company/init': ({ ledger, clock }, input) => {
    if (ledger.hasCompany()) {
      return fail({
        code: 'COMPANY_EXISTS',
        message: `This ledger already belongs to ${ledger.company.name}.`,
        fix: 'Choose another file for another company: each has its own ledger.',
      });
    }
    const currency = parseCurrency(input.currency);
    if (currency === null || !isTimeZone(input.timeZone)) {
      return fail({
        code: 'BAD_COMPANY',
        message: currency === null ? `"${input.currency}" is no currency.` : `"${input.timeZone}" is no time zone.`,
        fix: 'Use a currency such as EUR, and a zone such as Europe/Madrid.',
      });
    }
    createCompany(ledger, { ...input, currency, at: clock.now().toISOString() });
    return ok({
      name: input.name,
      currency,
      timeZone: input.timeZone,
      firstMonth: input.firstMonth,
      ledger: ledger.path,
    });
  },
  'company/get': ({ ledger }) =>
    ok({
      name: ledger.company.name,
      currency: ledger.currency,
      timeZone: ledger.company.time_zone,
      firstMonth: ledger.firstMonth,
      lockedThrough: ledger.lockedThrough(),
      firstOpenMonth: ledger.firstOpenMonth(),
      ledger: ledger.path,
    }),
  'connections/providers': ({ connectors }) =>
    ok(
      [...connectors.values()].map(({ id, name, category, secrets }) => ({
        id,
        name,
        category,
        secrets: secrets.map((field) => ({ ...field })),
      })),
    ),
  'connections/list': ({ ledger }) => ok(connections(ledger).map(connectionView)),
  'connections/save': async ({ ledger, connectors, vault, clock, loopbackSecrets }, input) => {
    const read = connectionInput({ connectors }, input);
    if (!read.ok) return read;
    const { connector, baseUrl } = read.value;
    const open = loopbackSecrets?.(input.provider, baseUrl) ?? null;
    if (!open) {
      const check = await vault.check();
      if (!check.ok) return check;
    }
    const row = saveConnection(ledger, {
      provider: input.provider,
      label: input.label,
      config: JSON.stringify(input.settings),
      at: clock.now().toISOString(),
    });
    if (!open) {
      for (const [name, value] of Object.entries(input.secrets)) {
        const stored = await vault.put(String(row.id), name, new Secret(pastedSecret(value)));
        if (!stored.ok) return stored;
      }
    }
    // A new way to sign in replaces the old one whole: what is no longer used must not lie about.
    if (Object.keys(input.secrets).length > 0) {
      for (const { name } of connector.secrets) if (!(name in input.secrets)) await vault.remove(String(row.id), name);
    }
    return ok(connectionView(row));
  },
  'connections/remove': async ({ ledger, connectors, vault }, { label }) => {
    const row = connections(ledger).find((each) => each.label === label && each.status !== 'removed');
    if (!row) {
      return fail({
        code: 'UNKNOWN_CONNECTION',
        message: `There is no connection called "${label}".`,
        fix: `Choose one of: ${
          connections(ledger)
            .map((each) => each.label)
            .join(', ') || 'none yet'
        }.`,
      });
    }
    for (const { name } of connectors.get(row.provider)?.secrets ?? []) await vault.remove(String(row.id), name);
    noteConnection(ledger, row.id, 'removed', null, null);
    return ok(connectionView({ ...row, status: 'removed' }));
  },
  'connections/test': async (app, input, signal) => {
    const wanted = readConnections(app).filter(
      ({ row }) => input.connection === undefined || row.id === input.connection,
    );
    const open = new OpenConnections(app, signal);
    try {
      const results = [];
      for (const connection of wanted) {
        const { connector, row } = connection;
        const outcome = await testedConnection(connector, () => open.open({ connection }));
        const at = app.clock.now().toISOString();
        noteConnection(app.ledger, row.id, outcome.works ? 'works' : 'look at it', outcome.works ? at : null, null);
        results.push({ connection: connectionView(row), ...outcome });
      }
      return ok(results);
    } finally {
      await open.close();
    }
  },
  'connections/try': tryConnection,
  'steps/list': (app) => {
    const applied = readConnections(app);
    return ok(
      STEP_INFO.map(({ step, title, monthly, needs }) => ({
        step,
        title,
        monthly,
        needs: [...needs],
        fedBy: applied
          .filter(({ connector }) => connector.streams.some((stream) => stream.step === step))
          .map(({ row }) => row.label),
      })),
    );
  },
};
