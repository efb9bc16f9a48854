/** A figure with what it is measured against, and how it reads. */

export interface Figure {
  readonly name: string;
  /** Median of the runs. */
  readonly value: number;
  readonly worst: number;
  readonly unit: string;
  /** What cannot be done without, or what the aim compares with: measured in the same run of the bench. */
  readonly floor: number;
  /** Value over floor. */
  readonly ratio: number;
  readonly aim: string;
  readonly holds: boolean;
  /** What the floor is, and whatever else the figure needs to be believed. */
  readonly note: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly floor: number;
  readonly note: string;
}

/** A figure that holds when its value is at most so many times its floor. */
export function atMostTimes(limit: number, measured: Measured): Figure {
  const figure = withRatio(measured);
  return { ...figure, aim: `<= ${limit} x floor`, holds: figure.value <= limit * measured.floor };
}

/** A figure that holds when its value is at most this. */
export function atMost(limit: number, measured: Measured): Figure {
  const figure = withRatio(measured);
  return { ...figure, aim: `<= ${limit} ${measured.unit}`, holds: figure.value <= limit };
}

function withRatio({ name, unit, values, floor, note }: Measured) {
  const value = median(values);
  return {
    name,
    value: rounded(value),
    worst: rounded(Math.max(...values)),
    unit,
    floor: rounded(floor),
    ratio: floor === 0 ? 0 : rounded(value / floor),
    note,
  };
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}

/** The figures as a table for people. */
export function asTable(figures: readonly Figure[]): string {
  const head = ['', 'value', 'worst', 'floor', 'ratio', 'aim', 'holds'];
  const rows = figures.map((figure) => [
    figure.name,
    `${figure.value} ${figure.unit}`,
    `${figure.worst}`,
    `${figure.floor}`,
    `${figure.ratio}`,
    figure.aim,
    figure.holds ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const notes = figures.map((figure) => `  ${figure.name}: ${figure.note}`);
  return [line(head), ...rows.map(line), '', ...notes].join('\n');
}
