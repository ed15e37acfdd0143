/** Every key and what it does, as the list of keys shows it. */
export const keymap: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["G", "O"], does: "go to Orders" },
  { keys: ["G", "E"], does: "go to Events" },
  { keys: ["G", "S"], does: "go to Servers" },
  { keys: ["J", "K"], does: "next, previous row" },
  { keys: ["Enter"], does: "open the row" },
  { keys: ["Esc"], does: "close the topmost thing" },
  { keys: ["/"], does: "filter this table" },
  { keys: ["[", "]"], does: "previous, next tab of the pane" },
  { keys: ["N"], does: "new order" },
  { keys: ["R"], does: "show the repair, again to run it" },
  { keys: ["A"], does: "acts on the open order" },
  { keys: ["C"], does: "copy an answer for the customer" },
  { keys: ["Space"], does: "pause or resume the events" },
  { keys: ["?"], does: "this list" },
];
