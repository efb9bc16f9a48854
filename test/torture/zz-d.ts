import { startSampleServer } from '/work/main/electron/sandbox/world.ts';
import { openRoom, withEngine, call, verdictOf, differences } from '/work/main/test/torture/room.ts';
import { fixedClock } from '/work/main/electron/platform/clock.ts';
import Database from 'better-sqlite3';
const server = await startSampleServer({ size: 0.2, cases: 'all' });
const room = await openRoom(server.url);
const clock = () => fixedClock('2026-01-09T08:00:00.000Z');
const input = { year: '2025', withAccruals: true, who: 't' } as const;
const a = room.freshLedger('a'), b = room.freshLedger('b');
const ref = await withEngine({ ledgerPath: a, env: room.env, clock: clock() }, async e => { await call(e,'sync/run', input); return verdictOf(e); });
for (const connector of ['holded']) {
 room.discard(b); room.freshLedger('b');
 await withEngine({ ledgerPath: b, env: room.env, clock: clock() }, async e => { server.setFaults([{connector, kind:'html_instead_of_json', from:1, times: 3}]); await call(e,'sync/run', input); server.setFaults([]);
  let r = await call(e,'sync/run',{resume:true, who:'t'}); const v = await verdictOf(e); console.log(connector, r.run.status, differences(v, ref));
  r = await call(e,'sync/run', input); console.log(' another sync', differences(await verdictOf(e), ref)); });
 const q: Record<string,string> = {
  client: 'SELECT k.key, k.code, k.name, k.tax_id, k.phone, m.key AS mk FROM client k LEFT JOIN client m ON m.id=k.merged_into',
  client_external_id: 'SELECT x.system, x.external_id, k.key, o.key AS ok FROM client_external_id x JOIN client k ON k.id=x.client_id JOIN client o ON o.id=x.origin_client_id',
  client_email: 'SELECT e.email, k.key, e.system FROM client_email e JOIN client k ON k.id=e.client_id',
  issue: "SELECT code, entity_type, external_id, discriminator, severity, effect, amount, status, details FROM issue WHERE status='pending'",
  invoice: 'SELECT i.key, i.kind, i.number, i.date, i.due_date, i.currency, i.rate, i.net, i.tax, i.gross, i.withholding, i.paid, i.status, k.key AS kk, i.party_key, i.origin_key, i.credit_reason, i.number_key, i.excluded, i.blocked FROM invoice i LEFT JOIN client k ON k.id=i.client_id' };
 for (const [t, sql] of Object.entries(q)) { const rows = (f: string) => new Map((new Database(f,{readonly:true}).prepare(sql).all()).map(r=>[JSON.stringify({...(r as object), details: undefined}),r])); const A=rows(a), B=rows(b);
  const onlyA=[...A.keys()].filter(x=>!B.has(x)), onlyB=[...B.keys()].filter(x=>!A.has(x)); console.log(t, 'ref-only', onlyA.length, 'resumed-only', onlyB.length); for (const x of onlyA.sort().slice(0,6)) console.log('   -', x); for (const x of onlyB.sort().slice(0,6)) console.log('   +', x, JSON.stringify((B.get(x) as any).details ?? '').slice(0,300)); }
}
room.close(); await server.close();
