import { newId } from "../ids.ts";
import type { Account } from "./object-types.ts";

/** The shop's own account, made once for each world. */
export const newAccount = (now: number): Account => ({
  id: newId("account"),
  object: "account",
  business_profile: {
    mcc: null,
    minority_owned_business_designation: null,
    name: "Waybill sandbox",
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: null,
    support_phone: null,
    support_url: null,
    url: null,
  },
  business_type: "company",
  capabilities: { card_payments: "active", transfers: "active" },
  charges_enabled: true,
  country: "US",
  created: now,
  default_currency: "usd",
  details_submitted: true,
  email: "sandbox@example.test",
  metadata: {},
  payouts_enabled: true,
  type: "standard",
});
