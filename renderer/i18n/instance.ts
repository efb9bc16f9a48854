/** The one i18next, ready as soon as it is imported: the words of a screen register themselves when the screen is loaded. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES } from './language.ts';

void i18next.use(initReactI18next).init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: LANGUAGES,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  // React escapes; a second time would show names with &amp;.
  interpolation: { escapeValue: false },
  react: { useSuspense: false, bindI18nStore: 'added' },
});

export { i18next };
