/** A sentence of the engine's own, as it is printed with the close: in English, whatever the reader's language. */
export function EngineWords({ children }: { readonly children: string }) {
  return (
    <bdi lang="en" dir="auto">
      {children}
    </bdi>
  );
}
