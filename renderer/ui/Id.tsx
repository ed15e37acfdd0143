import { Copy } from "./Copy.tsx";
import { shortId, splitProse } from "./short-id.ts";

/** An id in its short form, whole in its tooltip; `copy` names what the button beside it copies. */
export function Id({ value, copy }: { readonly value: string; readonly copy?: string }) {
  return (
    <span className="id">
      <span className="mono" title={value}>
        {shortId(value)}
      </span>
      {copy !== undefined && <Copy value={value} what={copy} />}
    </span>
  );
}

/** A sentence of the engine's, its ids shortened and its codes set apart. */
export function Prose({ children }: { readonly children: string }) {
  let at = 0;
  return splitProse(children).map(({ kind, text }) => {
    const key = at;
    at += text.length;
    if (kind === "id") return <Id key={key} value={text} />;
    return kind === "code" ? (
      <span key={key} className="mono">
        {text}
      </span>
    ) : (
      text
    );
  });
}
