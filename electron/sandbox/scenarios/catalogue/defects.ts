/** A defect that an audited shop had, and the scenarios that show it. */
export interface Defect {
  /** Its number in the audit; 13 is the one found beside the twelve. */
  readonly number: number;
  readonly says: string;
  /** The first shows it in its purest form. Those named `shop-…` are the storefront's own code. */
  readonly scenarios: readonly string[];
}

export const defects: readonly Defect[] = [
  {
    number: 1,
    says: "The body is parsed before the signature is checked.",
    scenarios: ["webhook-body-rewritten", "shop-parses-first", "webhook-wrong-secret"],
  },
  {
    number: 2,
    says: "The webhook router is mounted under its own path again.",
    scenarios: ["webhook-doubled-path", "shop-doubles-path"],
  },
  { number: 3, says: "Provisioning throws before its first call.", scenarios: ["shop-throws-early"] },
  {
    number: 4,
    says: "Allocations are read from a node without include=allocations.",
    scenarios: ["shop-forgets-include", "no-allocation"],
  },
  {
    number: 5,
    says: "A node's id is sent as a location's, and deploy overrides allocation.default.",
    scenarios: ["shop-sends-node-as-location", "no-node"],
  },
  {
    number: 6,
    says: "No external_id: duplicates can't be seen.",
    scenarios: ["shop-omits-external-id", "webhook-duplicated"],
  },
  {
    number: 7,
    says: "Retry only from paid, but a failure sets error.",
    scenarios: ["shop-retries-only-paid", "install-failed"],
  },
  {
    number: 8,
    says: "An updated subscription turns provisioned into paid; a failed renewal sets error.",
    scenarios: ["shop-overwrites-status", "customer-upgrades", "customer-card-expires"],
  },
  { number: 9, says: "The term never reaches the price.", scenarios: ["shop-ignores-term", "price-changed"] },
  {
    number: 10,
    says: "The panel user's id is read from a column that does not exist.",
    scenarios: ["shop-reads-missing-column"],
  },
  {
    number: 11,
    says: "The success page says paid without proof.",
    scenarios: ["customer-returns-unpaid", "shop-trusts-success-page"],
  },
  {
    number: 12,
    says: "The front end reads pterodactyl_server_id, the column is ptero_server_id.",
    scenarios: ["shop-reads-wrong-column"],
  },
  {
    number: 13,
    says: "A second, older checkout takes the money and writes no order.",
    scenarios: ["older-checkout"],
  },
];

/** The numbers of the defects that a scenario shows. */
export const defectsShownBy = (scenario: string): number[] =>
  defects.filter(({ scenarios }) => scenarios.includes(scenario)).map(({ number }) => number);
