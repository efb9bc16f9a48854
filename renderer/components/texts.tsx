/** Days, months, times, counts and names as text, each in the reader's way. */
import { useFormat } from '../format/use-format.ts';
import classes from './components.module.css';

export function DateText({ date }: { readonly date: string | null }) {
  const format = useFormat();
  if (date === null) return null;
  return (
    <time dateTime={date} className={classes.figure}>
      {format.date(date)}
    </time>
  );
}

export function InstantText({ at }: { readonly at: string | null }) {
  const format = useFormat();
  if (at === null) return null;
  return (
    <time dateTime={at} className={classes.figure}>
      {format.instant(at)}
    </time>
  );
}

export function MonthText({ month, length }: { readonly month: string; readonly length?: 'long' | 'short' }) {
  const format = useFormat();
  return <time dateTime={month}>{format.month(month, length)}</time>;
}

/** `41 s`; with `left` it reads `12 s left`. */
export function Duration({ ms, left = false }: { readonly ms: number; readonly left?: boolean }) {
  const format = useFormat();
  return <span className={classes.figure}>{left ? format.left(ms) : format.duration(ms)}</span>;
}

/** A whole number; zero as a dash. */
export function Count({ value }: { readonly value: number }) {
  const format = useFormat();
  return <span className={classes.figure}>{value === 0 ? '–' : format.count(value)}</span>;
}

/** A name or any text from outside: isolated, and cut at the end of its line with the whole in the title. */
export function Name({ children, wrap = false }: { readonly children: string; readonly wrap?: boolean }) {
  return (
    <bdi
      className={wrap ? classes.wrapped : classes.oneLine}
      dir="auto"
      title={wrap ? undefined : children.slice(0, 500)}
    >
      {children.length > 300 && !wrap ? `${children.slice(0, 300)}…` : children}
    </bdi>
  );
}
