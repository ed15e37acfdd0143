import type { LabCustomer, LabVisit } from "../../../../shared/contract/lab.ts";
import type { CustomerDid } from "./simulate-customers.ts";

/** So many customers are remembered. */
const KEPT = 50;

/** How far the customers are that were sent last, and what those before them did. Kept while the process lives. */
export interface VisitLog {
  read(): LabVisit | null;
  /** So many are on their way. */
  begin(asked: number): void;
  /** What one has done so far; told again, it takes the place of what was told before. */
  tell(did: CustomerDid): void;
  end(): void;
  forget(): void;
}

export function visitLog(now: () => number): VisitLog {
  let visit: LabVisit | null = null;
  const before = (number: number) => visit?.customers.filter((customer) => customer.number !== number) ?? [];
  return {
    read: () => visit,
    begin(asked) {
      visit = { asked, come: 0, since: now(), ended: null, customers: visit?.customers ?? [] };
    },
    tell(did) {
      if (!visit) return;
      const others = before(did.number);
      const isNew = others.length === visit.customers.length;
      const customers = [shown(did), ...others].sort((a, b) => b.number - a.number).slice(0, KEPT);
      visit = { ...visit, customers, come: visit.come + (isNew ? 1 : 0) };
    },
    end() {
      if (visit) visit = { ...visit, ended: now() };
    },
    forget() {
      visit = null;
    },
  };
}

const shown = ({ number, email, plan_id, order, did }: CustomerDid): LabCustomer => ({
  number,
  email,
  planId: plan_id,
  orderId: order,
  did: [...did],
});
