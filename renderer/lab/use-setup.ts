import { useState } from "react";
import type { LabRunning } from "../../shared/contract/lab.ts";

/** With what scenarios are started, and how many customers are sent. */
export interface Setup {
  /** As it was typed. */
  readonly seed: string;
  /** In percent. */
  readonly intensity: number;
  readonly count: number;
}

const MOST = 2 ** 31 - 1;

/** A number that is easy to tell apart, by lot. */
export const rolledSeed = (): string => String(1 + Math.floor(Math.random() * 999_999));

/** What was typed as a seed; null where it is none. */
export function seedOf(typed: string): number | null {
  const seed = Number(typed);
  return /^\d{1,10}$/.test(typed.trim()) && seed <= MOST ? seed : null;
}

/** What the fields hold. What runs already is what they begin with. */
export function useSetup(running: LabRunning | null): readonly [Setup, (change: Partial<Setup>) => void] {
  const [touched, setTouched] = useState<Partial<Setup>>({});
  const [first] = useState(rolledSeed);
  const setup: Setup = {
    seed: running ? String(running.seed) : first,
    intensity: running ? Math.round(running.intensity * 100) : 100,
    count: 3,
    ...touched,
  };
  return [setup, (change) => setTouched((now) => ({ ...now, ...change }))];
}
