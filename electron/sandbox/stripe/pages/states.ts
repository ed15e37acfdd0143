import { check, clock, cross, dashed, triangleOf } from "./glyphs.ts";
import type { Html } from "./html.ts";
import { status, type Tone } from "./tables.ts";

const WORDS: Readonly<Record<Tone, string>> = {
  ok: "active complete delivered enabled paid ready succeeded won",
  wait: "advancing draft open processing requires_action requires_capture requires_confirmation trialing under_review warning_under_review",
  warn: "incomplete needs_response past_due unpaid warning_needs_response",
  bad: "failed lost requires_payment_method uncollectible",
  off: "canceled disabled expired incomplete_expired paused void warning_closed",
};

const glyphs: Readonly<Record<Tone, Html>> = {
  ok: check(14),
  wait: clock(14),
  warn: triangleOf(14),
  bad: cross(14),
  off: dashed(14),
};

const tones = new Map(
  Object.entries(WORDS).flatMap(([tone, words]) => words.split(" ").map((word) => [word, tone as Tone] as const)),
);

/** One of Stripe's words for a state, as a person reads it, in its tone. */
export function stateOf(word: string | null): Html {
  const tone = tones.get(word ?? "") ?? "off";
  const text = (word ?? "unknown").replaceAll("_", " ");
  return status(tone, glyphs[tone], text.charAt(0).toUpperCase() + text.slice(1));
}
