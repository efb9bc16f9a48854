/**
 * Where to kill: moments drawn evenly over the time that an undisturbed run spends in a phase, in the order in which a run comes to
 * them, so that several kills of one run each find something left to hit.
 */
import type { Random } from '../../electron/platform/random.ts';
import { type Aim, PHASES, type Phase, type Stretch } from './live-run.ts';

/** Some leave for a machine that happens to be quicker than it was when it was timed. */
const QUICKER = 0.75;

/** Aims for one run of `count` kills: those still owed first, every fifth one anywhere. */
export function planAims(owed: readonly Phase[], count: number, stretches: readonly Stretch[], random: Random): Aim[] {
  const left = shuffled(owed, random);
  const places = Array.from({ length: count }, (): Aim['at'] => {
    const free = left.length < count && random() < 0.2;
    return free ? 'anywhere' : (left.pop() ?? PHASES[Math.floor(random() * PHASES.length)] ?? 'anywhere');
  });
  const moments = places.map((at) => momentIn(at, stretches, random)).sort((a, b) => a.position - b.position);
  let before = 0;
  return moments.map(({ at, position }) => {
    const aim = { at, afterMs: QUICKER * (timeIn(at, stretches, position) - timeIn(at, stretches, before)) };
    before = position;
    return aim;
  });
}

/** A moment in one phase, drawn evenly, as milliseconds from the start of the run. */
function momentIn(at: Aim['at'], stretches: readonly Stretch[], random: Random): { at: Aim['at']; position: number } {
  let left = random() * timeIn(at, stretches, Number.POSITIVE_INFINITY);
  let position = 0;
  for (const { place, ms } of stretches) {
    const counts = at === 'anywhere' || place === at;
    if (counts && left <= ms) return { at, position: position + left };
    if (counts) left -= ms;
    position += ms;
  }
  return { at, position };
}

/** How much of a phase lies before a moment of the run. */
function timeIn(at: Aim['at'], stretches: readonly Stretch[], until: number): number {
  let [sum, position] = [0, 0];
  for (const { place, ms } of stretches) {
    if (at === 'anywhere' || place === at) sum += Math.max(0, Math.min(ms, until - position));
    position += ms;
  }
  return sum;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
