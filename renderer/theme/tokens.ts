/** The colours of the app. Pure, so that their contrast can be computed; `theme.ts` turns them into CSS variables. */

export interface Tokens {
  /** Behind everything; `raised` for menus and cards, `rail` for the frame. */
  readonly ground: string;
  readonly raised: string;
  readonly rail: string;
  readonly hover: string;
  readonly selected: string;
  /** Between rows; no meaning hangs on it. */
  readonly line: string;
  /** Borders of what can be operated. */
  readonly lineStrong: string;
  readonly text: string;
  readonly soft: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly focus: string;
  readonly done: string;
  readonly running: string;
  readonly look: string;
  readonly stop: string;
  readonly doneGround: string;
  readonly runningGround: string;
  readonly lookGround: string;
  readonly stopGround: string;
}

const light: Tokens = {
  ground: '#fdfcfa',
  raised: '#ffffff',
  rail: '#f5f3ef',
  hover: '#f3f1ec',
  selected: '#e0eeec',
  line: '#e6e2db',
  lineStrong: '#87827a',
  text: '#24221e',
  soft: '#5f5b54',
  accent: '#0b6464',
  accentHover: '#084f4f',
  onAccent: '#ffffff',
  focus: '#0b6464',
  done: '#1d6a37',
  running: '#0b6464',
  look: '#7d4a00',
  stop: '#ab241c',
  doneGround: '#e8f3ea',
  runningGround: '#e0eeec',
  lookGround: '#faefdb',
  stopGround: '#fae8e5',
};

const dark: Tokens = {
  ground: '#1c1b19',
  raised: '#252421',
  rail: '#171614',
  hover: '#292724',
  selected: '#18383a',
  line: '#35332f',
  lineStrong: '#86817a',
  text: '#ece9e3',
  soft: '#b3aea5',
  accent: '#5cc0ba',
  accentHover: '#7fd0cb',
  onAccent: '#0b2020',
  focus: '#7fd0cb',
  done: '#85cc99',
  running: '#5cc0ba',
  look: '#e6b764',
  stop: '#ff9f95',
  doneGround: '#1d3023',
  runningGround: '#18383a',
  lookGround: '#372b16',
  stopGround: '#3d221f',
};

const lightHigh: Tokens = {
  ...light,
  ground: '#ffffff',
  rail: '#ffffff',
  hover: '#efefef',
  selected: '#d3e8e6',
  line: '#757575',
  lineStrong: '#000000',
  text: '#000000',
  soft: '#1f1f1f',
  accent: '#004545',
  accentHover: '#003030',
  focus: '#000000',
  done: '#00421a',
  running: '#004545',
  look: '#4f2e00',
  stop: '#7d0a05',
};

const darkHigh: Tokens = {
  ...dark,
  ground: '#000000',
  raised: '#0d0d0d',
  rail: '#000000',
  hover: '#222222',
  selected: '#0d3133',
  line: '#8a8a8a',
  lineStrong: '#ffffff',
  text: '#ffffff',
  soft: '#e6e6e6',
  accent: '#8fe3de',
  accentHover: '#b5efeb',
  onAccent: '#000000',
  focus: '#ffffff',
  done: '#a9e8ba',
  running: '#8fe3de',
  look: '#ffd68a',
  stop: '#ffc2bb',
};

export const TOKENS = { normal: { light, dark }, high: { light: lightHigh, dark: darkHigh } } as const;
export type Contrast = keyof typeof TOKENS;

/** Text on ground: 4.5 to 1 at least. */
export const TEXT_PAIRS: readonly (readonly [keyof Tokens, keyof Tokens])[] = [
  ...(['ground', 'raised', 'rail', 'hover', 'selected'] as const).flatMap((ground) =>
    (['text', 'soft', 'accent', 'stop', 'done', 'look', 'running'] as const).map((text) => [text, ground] as const),
  ),
  ['onAccent', 'accent'],
  ['onAccent', 'accentHover'],
  ...(['done', 'running', 'look', 'stop'] as const).flatMap((meaning) => [
    [meaning, `${meaning}Ground`] as const,
    ['text', `${meaning}Ground`] as const,
    ['soft', `${meaning}Ground`] as const,
  ]),
];

/** Borders and rings on ground: 3 to 1 at least. */
export const EDGE_PAIRS: readonly (readonly [keyof Tokens, keyof Tokens])[] = (
  ['ground', 'raised', 'rail', 'hover', 'selected'] as const
).flatMap((ground) => [['lineStrong', ground] as const, ['focus', ground] as const]);

/** The ratio WCAG 2 asks for, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}
