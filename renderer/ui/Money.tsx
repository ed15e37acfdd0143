import { formatMoney } from "../../shared/kernel/format-money.ts";
import type { Money as Amount } from "../../shared/kernel/money.ts";

/** An amount as people read it, never cut: `$19.99`. */
export function Money({ of }: { readonly of: Amount }) {
  return <span className="num">{formatMoney(of)}</span>;
}
