import { expect, test } from "vitest";
import { dialPort } from "./dial-port.ts";

/** A window as far as dialling needs one: it remembers what was posted into it, and can be handed a port. */
function openPage() {
  const page = new EventTarget();
  const asked: unknown[] = [];
  Object.assign(page, {
    location: { origin: "app://console" },
    postMessage: (message: unknown) => asked.push(message),
  });
  const hand = (port: MessagePort, data: unknown = "waybill:port", source: unknown = page) =>
    page.dispatchEvent(Object.assign(new Event("message"), { data, source, ports: [port] }));
  return { page: page as unknown as Window, asked, hand };
}

const newPort = () => new MessageChannel().port1;

test("the page asks for a port and opens a line on the one that it is handed", async () => {
  const { page, asked, hand } = openPage();
  const line = dialPort(page)();
  expect(asked).toEqual(["waybill:connect"]);
  hand(newPort());
  expect((await line).link).toBeDefined();
});

test("a port that another window posts, or under another name, is not taken", async () => {
  const { page, hand } = openPage();
  const line = dialPort(page)();
  hand(newPort(), "waybill:port", new EventTarget());
  hand(newPort(), "something else");
  const right = newPort();
  hand(right);
  expect((await line).link).toBeDefined();
});

test("a port that comes unasked ends the line in use, and the next dial takes it without asking", async () => {
  const { page, asked, hand } = openPage();
  const dial = dialPort(page);
  const first = dial();
  hand(newPort());
  const { closed } = await first;
  hand(newPort());
  await closed;
  expect((await dial()).link).toBeDefined();
  expect(asked).toEqual(["waybill:connect"]);
});
