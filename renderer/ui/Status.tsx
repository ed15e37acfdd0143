import type { Word } from "./vocabulary.ts";

/** A state's mark alone, silent: something beside it has to say the word. */
export function StatusGlyph({ of, size = 15 }: { readonly of: Word; readonly size?: number }) {
  const { icon: Icon, tone } = of;
  return <Icon size={size} stroke={1.9} className="glyph" data-tone={tone} aria-hidden />;
}

/** Glyph, tone and word together: how every state is shown. `word` replaces the vocabulary's, `strong` makes it loud. */
export function Status(props: {
  readonly of: Word;
  readonly word?: string | undefined;
  readonly size?: number;
  readonly strong?: boolean;
}) {
  const { of, word = of.word, size = 14, strong = false } = props;
  return (
    <span
      className="status"
      data-quiet={of.quiet === true && !strong ? "" : undefined}
      data-strong={strong || undefined}
    >
      <StatusGlyph of={of} size={size} />
      <span className="status-word">{word}</span>
    </span>
  );
}
