/** Mantine as we use it: our colours as CSS variables, Inter at 14 px, a focus ring that is always seen. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { type Contrast, TOKENS, type Tokens } from './tokens.ts';

// biome-ignore format: one line a colour reads as the scale it is
const SEA: MantineColorsTuple = ['#edf6f5', '#d9ebe9', '#b3d8d5', '#8cc7c3', '#5cc0ba', '#2f9a96', '#157c7a', '#0b6464', '#084f4f', '#053c3c'];
// biome-ignore format: one line a colour reads as the scale it is
const STONE: MantineColorsTuple = ['#faf8f5', '#f3f1ec', '#e6e2db', '#d3cec5', '#b3aea5', '#87827a', '#5f5b54', '#45423c', '#302e2a', '#24221e'];
// biome-ignore format: Mantine reads its dark ground from here
const NIGHT: MantineColorsTuple = ['#ece9e3', '#b3aea5', '#86817a', '#5d5953', '#403d39', '#35332f', '#292724', '#1c1b19', '#171614', '#100f0e'];

const MEANINGS = { sea: 'accent', stop: 'stop', look: 'look', done: 'done' } as const;

/** Buttons in our colours by variable, so that one definition serves light, dark and high contrast. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const name = MEANINGS[(input.color ?? 'sea') as keyof typeof MEANINGS];
  if (name === undefined) return defaultVariantColorsResolver(input);
  const color = `var(--me-${name})`;
  const accent = name === 'accent';
  switch (input.variant) {
    case 'filled':
      return {
        background: color,
        hover: accent ? 'var(--me-accent-hover)' : color,
        color: accent ? 'var(--me-on-accent)' : 'var(--me-ground)',
        border: '1px solid transparent',
      };
    case 'light':
      return {
        background: accent ? 'var(--me-running-ground)' : `var(--me-${name}-ground)`,
        hover: 'var(--me-hover)',
        color,
        border: '1px solid transparent',
      };
    case 'outline':
      return { background: 'transparent', hover: 'var(--me-hover)', color, border: `1px solid ${color}` };
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: 'var(--me-hover)', color, border: '1px solid transparent' };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { md: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  colors: { sea: SEA, stop: SEA, look: SEA, done: SEA, gray: STONE, dark: NIGHT },
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 } } },
  },
});

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function variablesOf(tokens: Tokens): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [`--me-${kebab(name)}`, value as string]),
  );
  return {
    ...own,
    '--mantine-color-body': tokens.ground,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.soft,
    '--mantine-color-placeholder': tokens.soft,
    '--mantine-color-default': tokens.raised,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-default-border': tokens.lineStrong,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-error': tokens.stop,
    '--mantine-primary-color-filled': tokens.accent,
    '--mantine-primary-color-filled-hover': tokens.accentHover,
    '--mantine-primary-color-contrast': tokens.onAccent,
    '--mantine-color-sea-filled': tokens.accent,
    '--mantine-color-sea-outline': tokens.accent,
    '--mantine-color-sea-text': tokens.accent,
  };
}

export function cssVariables(contrast: Contrast): CSSVariablesResolver {
  return () => ({
    variables: {},
    light: variablesOf(TOKENS[contrast].light),
    dark: variablesOf(TOKENS[contrast].dark),
  });
}
