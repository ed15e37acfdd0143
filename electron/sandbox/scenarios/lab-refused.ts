/** Why the lab does not do what it was asked: a code, and a sentence that says what to do. */
export interface LabRefused {
  readonly code: "CUSTOMERS_ON_THEIR_WAY" | "NO_RENEWAL" | "NO_SHOP" | "UNKNOWN_SCENARIO";
  readonly says: string;
}

export const unknownScenario = (names: readonly string[]): LabRefused => ({
  code: "UNKNOWN_SCENARIO",
  says: `There is no scenario ${names.join(", ")}. GET /sandbox/scenarios lists those that there are.`,
});
