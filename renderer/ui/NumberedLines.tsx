import { Prose } from "./Id.tsx";

/** Sentences in their order: what a plan does, or what to do. */
export const NumberedLines = ({ of }: { readonly of: readonly string[] }) => (
  <ol>
    {of.map((line) => (
      <li key={line}>
        <span>
          <Prose>{line}</Prose>
        </span>
      </li>
    ))}
  </ol>
);
