import type { ReactNode } from "react";

/** The head of a page: its title, one fact, at most two actions. */
export function PageHead(props: { readonly title: string; readonly fact?: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{props.title}</h1>
      {props.fact !== undefined && <p className="text3 clip">{props.fact}</p>}
      <div className="page-actions">{props.children}</div>
    </div>
  );
}
