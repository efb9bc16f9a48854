import { i18next } from './instance.ts';
import { directionOf, type Language } from './language.ts';

/** Changes the language of everything on screen, and the direction of the page with it. */
export async function speak(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
