/** The nonce that style tags need under the page's content security policy. Imported before anything that writes one. */
declare global {
  // The name is webpack's; what locks scrolling behind a dialogue looks for the nonce there.
  var __webpack_nonce__: string | undefined;
}

export const styleNonce: string = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
globalThis.__webpack_nonce__ = styleNonce;
