/** Who works here, chosen by name when the app opens. */
import { fail, ok } from '../../shared/domain/problem.ts';
import { noteAudit } from '../ledger/audit.ts';
import { operators, saveOperator } from '../ledger/operators.ts';
import type { UseCases } from './app.ts';

export const operatorUseCases: UseCases<'operators/list' | 'operators/save'> = {
  'operators/list': ({ ledger }) => ok(operators(ledger)),
  'operators/save': ({ ledger, clock }, input) => {
    const name = input.name.normalize('NFC').trim().replace(/\s+/g, ' ');
    if (name === '') {
      return fail({
        code: 'NAME_MISSING',
        message: 'Somebody who works here needs a name.',
        meaning: 'It stands beside every signature. Nothing was changed.',
        fix: 'Write the name as it should be printed.',
      });
    }
    const at = clock.now().toISOString();
    ledger.transaction(() => {
      saveOperator(ledger, { name, active: input.active, at });
      const action = input.active ? 'added an operator' : 'retired an operator';
      noteAudit(ledger, { at, who: input.who, action, subject: name, detail: {} });
    });
    return ok(operators(ledger));
  },
};
