import { expect, test } from "vitest";
import { consoleAddress, mayOpenOutside, originOf } from "./console-address.ts";

const openable = ["http://127.0.0.1:4010", "http://panel.internal"];

test.each([
  "https://dashboard.stripe.com/test/payments",
  "http://127.0.0.1:4010/c/pay/cs_test_1",
  "http://panel.internal/admin/servers/view/7",
])("%s opens in the browser", (address) => {
  expect(mayOpenOutside(address, openable)).toBe(true);
});

test.each([
  "http://127.0.0.1:4011/",
  "http://evil.example/",
  "https://user:secret@example.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "app://console/index.html",
  "smb://share",
  "nonsense",
])("%s does not", (address) => {
  expect(mayOpenOutside(address, openable)).toBe(false);
});

test("a scheme of one's own has an origin too", () => {
  expect(originOf(consoleAddress(undefined))).toBe("app://console");
  expect(originOf(consoleAddress("http://localhost:5173"))).toBe("http://localhost:5173");
  expect(originOf("nonsense")).toBeNull();
});
