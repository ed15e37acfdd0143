import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call that passed: when its head arrived here and when its answer had left, by `performance.now()`. */
export interface Passed {
  readonly call: string;
  readonly from: number;
  readonly until: number;
}

/** Stands between the engine and another side, and notes how long the other side took. */
export interface RecordingProxy {
  readonly url: string;
  readonly passed: Passed[];
  /** Told of each call as it arrives, such as `POST /api/application/servers`. */
  onCall: (call: string, at: number) => void;
  close(): void;
}

export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const proxy = {
    url: "",
    passed: [] as Passed[],
    onCall: () => {},
    close: () => void server.close(),
  } as RecordingProxy & {
    url: string;
  };
  const server = createServer((request, response) => pass(proxy, target, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

function pass(proxy: RecordingProxy, target: string, request: IncomingMessage, response: ServerResponse): void {
  const from = performance.now();
  const { method = "GET", headers, url = "/" } = request;
  const call = `${method} ${new URL(url, target).pathname}`;
  proxy.onCall(call, from);
  const onward = ask(new URL(url, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response).on("finish", () => proxy.passed.push({ call, from, until: performance.now() }));
  });
  onward.on("error", () => response.destroy());
  request.pipe(onward);
}
