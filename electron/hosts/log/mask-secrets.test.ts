import { expect, test } from "vitest";
import { maskingSecrets } from "./mask-secrets.ts";

const mask = maskingSecrets(["correct horse", "correct horse battery"]);

test.each([
  ["key sk_test_4eC39HqLyjW refused", "key sk_test_[secret] refused"],
  ["rk_live_4eC39HqLyjW", "rk_live_[secret]"],
  ['"whsec_a+b/c=="', '"whsec_[secret]"'],
  ["Bearer ptla_1234567890abc", "Bearer ptla_[secret]"],
  ["papp_1234567890", "papp_[secret]"],
  ["Authorization: Bearer eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl", "Authorization: Bearer eyJ[secret]"],
  ["GET /?token=abc.def&x=1", "GET /?token=[secret]&x=1"],
  ["protocol waybill.token.abc-def", "protocol waybill.token.[secret]"],
  ["jwt correct horse battery staple", "jwt [secret] staple"],
  ["order ord_01J evt_1 cs_test_a1", "order ord_01J evt_1 cs_test_a1"],
])("%s", (line, masked) => {
  expect(mask(line)).toBe(masked);
});
