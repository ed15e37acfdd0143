/** A whole number of something. `never` names what an empty one means, where it may be switched off. */
export interface NumberField {
  readonly kind: "number";
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  readonly never?: string;
  /** What it is when it is switched on again. */
  readonly usual?: number;
}

/** One of a few. */
export interface ChoiceField {
  readonly kind: "choice";
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly of: readonly { readonly value: string; readonly label: string }[];
}

/** On or off. */
export interface SwitchField {
  readonly kind: "switch";
  readonly name: string;
  readonly label: string;
  readonly hint: string;
}

export type Field = NumberField | ChoiceField | SwitchField;

/** The life of a service, in the order in which it is lived. */
export const LIFE_FIELDS: readonly Field[] = [
  {
    kind: "number",
    name: "graceDays",
    label: "Grace after a failed renewal",
    hint: "So long a server runs on unpaid. Then it is suspended.",
    unit: "days",
  },
  {
    kind: "number",
    name: "terminateUnpaidAfterDays",
    label: "Delete what stays unpaid",
    hint: "So long after the suspension. Each deletion is announced first and can be called off.",
    unit: "days",
    never: "Never by itself",
    usual: 30,
  },
  {
    kind: "number",
    name: "terminateEndedAfterDays",
    label: "Delete what has ended",
    hint: "So long after a subscription's end.",
    unit: "days",
    never: "Never by itself",
    usual: 30,
  },
  {
    kind: "number",
    name: "terminateRefundedAfterDays",
    label: "Delete what was refunded in full",
    hint: "So long after the refund. A plan's own refund policy counts more.",
    unit: "days",
    never: "Never by itself",
    usual: 30,
  },
  {
    kind: "number",
    name: "noticeDays",
    label: "Announce a deletion before",
    hint: "Also one whose days had passed when it was switched on.",
    unit: "days",
  },
  {
    kind: "number",
    name: "invoiceDueDays",
    label: "Pay an e-mailed invoice within",
    hint: "Of orders that are sold by invoice.",
    unit: "days",
  },
  {
    kind: "choice",
    name: "onFraudWarning",
    label: "On an early fraud warning",
    hint: "A finding for a person, or that and a suspension.",
    of: [
      { value: "finding", label: "Tell" },
      { value: "suspend", label: "Tell and suspend" },
    ],
  },
  {
    kind: "choice",
    name: "onPausedCollection",
    label: "While collection is paused",
    hint: "A subscription that Stripe itself calls paused always suspends.",
    of: [
      { value: "suspend", label: "Suspend" },
      { value: "keep", label: "Let it run" },
    ],
  },
  {
    kind: "choice",
    name: "onUnseenDisk",
    label: "A smaller plan, and a disk that can't be seen",
    hint: "Without a client key the panel does not tell how full a disk is.",
    of: [
      { value: "apply", label: "Shrink it" },
      { value: "refuse", label: "Refuse" },
    ],
  },
  {
    kind: "switch",
    name: "recoverSessions",
    label: "Offer expired checkouts again",
    hint: "Stripe gives an expired Checkout Session's customer a link to take it up.",
  },
];

const kept = (name: string, label: string, hint: string): NumberField => ({
  kind: "number",
  name,
  label,
  hint,
  unit: "days",
});

/** What the journal keeps, by what became of it. */
export const JOURNAL_FIELDS: readonly Field[] = [
  kept(
    "keepAcceptedDays",
    "Events without an order here",
    "Their types are handled, but they name nothing of this shop.",
  ),
  kept("keepNotOursDays", "Events that are not ours", "Types that are not handled, the other mode, thin events."),
  kept("keepDuplicateDays", "Duplicates", "Second and later arrivals of an event."),
  kept("keepRejectedDays", "Rejected requests", "With their diagnosis."),
  {
    kind: "number",
    name: "mostRejected",
    label: "Rejected requests at most",
    hint: "However young they are, so that a stranger can't fill the disk.",
    unit: "requests",
  },
  {
    kind: "number",
    name: "packAfterDays",
    label: "Pack payloads after",
    hint: "To about a tenth. They are read as before.",
    unit: "days",
    never: "Leave them plain",
    usual: 7,
  },
  kept("keepDoneJobsDays", "Jobs that are done", "Those of an order are its evidence and stay."),
  kept("keepDeadJobsDays", "Jobs that gave up", "Those of an order are its evidence and stay."),
];

/** When the database is backed up by itself. */
export const BACKUP_FIELDS: readonly Field[] = [
  {
    kind: "number",
    name: "everyHours",
    label: "Back up every",
    hint: "Beside everything else that goes on. Each copy is read whole before it counts.",
    unit: "hours",
    never: "Only when asked",
    usual: 24,
  },
  { kind: "number", name: "keep", label: "Keep the newest", hint: "The oldest go first.", unit: "backups" },
];
