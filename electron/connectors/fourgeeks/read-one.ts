/** One student by the number of the account, in whichever academy has it. */
import type { ConnectionContext, OneRecord } from '../connector.ts';
import { openSession } from './session.ts';
import type { FourgeeksSettings } from './settings.ts';

export async function readStudent(context: ConnectionContext<FourgeeksSettings>, id: string): Promise<OneRecord> {
  // Somebody only invited has no account yet, and the route takes nothing but an account.
  if (!/^\d+$/.test(id)) return 'cannot';
  const session = openSession(context);
  const path = `/v1/auth/academy/student/${id}`;
  for (const academy of context.config.academies) {
    const { status } = await session.send(path, {}, academy);
    if (status === 404) continue;
    return { raw: await session.json(path, {}, academy, 'student') };
  }
  return 'missing';
}
