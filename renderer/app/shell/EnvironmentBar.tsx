import type { About } from "../../../shared/contract/system.ts";
import { accountName, environmentWords } from "./environment.ts";
import { SchemeMenu } from "./SchemeMenu.tsx";

/** The title bar: which environment this window is, and whose account. Until the engine says, it claims nothing. */
export function EnvironmentBar({ about }: { readonly about: About | undefined }) {
  const environment = about && environmentWords[about.env];
  const Icon = environment?.icon;
  return (
    <header className="bar">
      {environment && Icon ? (
        <>
          <div className="bar-tag">
            <Icon size={15} stroke={2.2} aria-hidden />
            <strong>{environment.word}</strong>
          </div>
          <span className="bar-says clip">{environment.says}</span>
          <span className="bar-account clip">{accountName(about)}</span>
        </>
      ) : (
        <span className="bar-says">Connecting to the engine</span>
      )}
      <SchemeMenu />
    </header>
  );
}
