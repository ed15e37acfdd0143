import { because, brokeOff, FAULT_CASES, isMissingRoute, type Verdict } from "./fault-cases.ts";
import type { PanelAct } from "./panel-acts.ts";
import { faultOf, readReply } from "./panel-fault.ts";
import type { PanelFault } from "./panel-port.ts";
import type { PanelReply, PanelSilence } from "./panel-transport.ts";

/** Says what an error answer means for what was asked. `now` is epoch ms. */
export function classifyReply(act: PanelAct, reply: PanelReply, now: number): PanelFault {
  const read = readReply(reply, now);
  const found = FAULT_CASES.find(({ when }) => when(read));
  const [certainty, code, says]: Verdict = found
    ? found.verdict(read, act)
    : ["refused", "PANEL_REFUSED", `The panel refused ${act.says} with ${read.status}${because(read.detail)}.`];
  return faultOf(read, certainty, code, says);
}

const SILENCES: Readonly<Record<PanelSilence["why"], (act: PanelAct, detail: string) => Verdict>> = {
  timeout: (act) => [brokeOff(act), "PANEL_TIMEOUT", `The panel did not answer ${act.says} in time.`],
  lost: (act, detail) => [
    brokeOff(act),
    "PANEL_LOST",
    `The connection to the panel broke during ${act.says} (${detail}).`,
  ],
  unsent: (_act, detail) => [
    "passing",
    "PANEL_UNREACHABLE",
    `The panel can't be reached (${detail}). Check its address and that it runs.`,
  ],
  key: () => [
    "refused",
    "PANEL_KEY_REFUSED",
    "The panel's API key is empty or has characters that no key has. Set it again.",
  ],
  certificate: (_act, detail) => [
    "refused",
    "PANEL_CERTIFICATE",
    `The panel's certificate is not trusted (${detail}). Renew it, or correct the panel's address.`,
  ],
};

/** Says what no answer means for what was asked: nothing for a read, anything for a write that was sent. */
export const classifySilence = (act: PanelAct, silence: PanelSilence): PanelFault =>
  faultOf(null, ...SILENCES[silence.why](act, silence.detail));

/** A success status whose body is not what the panel answers: for a write it may have happened all the same. */
export function unreadable(act: PanelAct, reply: PanelReply, now: number): PanelFault {
  const read = readReply(reply, now);
  const what = read.isPage ? "a web page" : "something that can't be read";
  const hint = act.kind === "read" ? " Check that the panel's address is that of a panel." : "";
  const certainty = act.kind === "read" ? "refused" : "uncertain";
  return faultOf(read, certainty, "PANEL_ANSWER_UNREADABLE", `The panel answered ${act.says} with ${what}.${hint}`);
}

/** Whether an error answer is the panel's own "there is no such thing"; a missing route or a proxy's 404 is not. */
export function isCertainlyMissing(reply: PanelReply, now: number): boolean {
  const read = readReply(reply, now);
  return read.status === 404 && read.panelCode === "NotFoundHttpException" && !isMissingRoute(read);
}
