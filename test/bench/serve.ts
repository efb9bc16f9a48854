/**
 * The systems to read from, in a process of their own: what is measured must not contain the cost of playing Holded. Each answer is
 * made once and kept as text, and the requests are remembered, so that the floor can ask for exactly the same pages.
 */
import { holdedSimulator } from '../../electron/connectors/holded/simulator.ts';
import { type SimAnswer, type Simulator, serveSimulators } from '../../electron/connectors/simulator.ts';
import { benchWorlds } from './world.ts';

const [invoices = '0', lines = '0'] = process.argv.slice(2);
const worlds = benchWorlds({ invoices: Number(invoices), lines: Number(lines) });
const holded = holdedSimulator(worlds.holded);
const kept = new Map<string, SimAnswer>();

const remembering: Simulator = {
  id: 'holded',
  answer(request, world) {
    const key = `${request.path}?${request.query}`;
    let answer = kept.get(key);
    if (!answer) {
      const { status, body } = holded.answer(request, world);
      answer = { status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) };
      kept.set(key, answer);
    }
    return answer;
  },
};
/** The paths that were asked for, in the order in which they were first asked. */
const requests: Simulator = { id: 'requests', answer: () => ({ status: 200, body: [...kept.keys()] }) };

const server = await serveSimulators([remembering, requests]);
process.on('disconnect', () => process.exit(0));
process.send?.({ url: server.url, contacts: worlds.holded.contacts.length });
