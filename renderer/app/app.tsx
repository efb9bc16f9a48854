import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { queryClient } from '../bridge/query-client.ts';
import { languageOf } from '../i18n/language.ts';
import { speak } from '../i18n/speak.ts';
import { useAppearance } from '../state/appearance.ts';
import { useDesk } from '../state/desk.ts';
import { styleNonce } from '../theme/nonce.ts';
import { cssVariables, theme } from '../theme/theme.ts';
import { Frame } from './frame.tsx';

const nonce = (): string => styleNonce;

/** The whole app: colours, words, cache, frame. */
export function App() {
  const appearance = useAppearance();
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const systemHigh = useMediaQuery('(prefers-contrast: more)', false, { getInitialValueInEffect: false });
  const locale = useDesk((state) => state.desk?.locale) ?? navigator.language;
  const language = languageOf(appearance.language, locale);
  useEffect(() => void speak(language), [language]);
  const scheme = appearance.theme === 'system' ? (systemDark ? 'dark' : 'light') : appearance.theme;
  const high = appearance.contrast === 'high' || (appearance.contrast === 'system' && systemHigh);
  const variables = useMemo(() => cssVariables(high ? 'high' : 'normal'), [high]);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={variables} getStyleNonce={nonce}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-left" limit={4} />
        <Frame />
      </QueryClientProvider>
    </MantineProvider>
  );
}
