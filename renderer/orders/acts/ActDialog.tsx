import { Button } from "@mantine/core";
import { LiveTag } from "../../app/shell/LiveTag.tsx";
import { Keys } from "../../ui/Keys.tsx";
import { LongWait } from "../../ui/LongWait.tsx";
import { Money } from "../../ui/Money.tsx";
import { Refusal } from "../../ui/Refusal.tsx";
import { ActFields } from "./ActFields.tsx";
import { ActFrame } from "./ActFrame.tsx";
import type { ActOn } from "./act-values.ts";
import { ACT_NAMES, actWords } from "./act-words.ts";
import { useAct } from "./use-act.ts";

/** Whose order it is; in `live` the word is repeated, so that nobody takes it for another. */
function Whose({ on: { env, order } }: { readonly on: ActOn }) {
  return (
    <p className="line act-whose">
      {env === "live" && <LiveTag />}
      <span className="clip">
        {order.customerEmail ?? "No known customer"}, {order.serverName}, {order.planName}
      </span>
      <Money of={order.price} />
    </p>
  );
}

/** One act on an order: what will happen and what won't, what is needed for it, and its button. */
export function ActDialog({ on, onClose }: { readonly on: ActOn; readonly onClose: () => void }) {
  const act = useAct(on, onClose);
  const words = actWords(on, act.values, act.plan.quote);
  return (
    <ActFrame title={ACT_NAMES[on.kind]} size={460} of={<Whose on={on} />} onClose={onClose} onSubmit={act.submit}>
      <div className="act-says" aria-live="polite">
        <p>{words.does}</p>
        <p className="text2">{words.not}</p>
      </div>
      <ActFields on={on} act={act} />
      <Refusal of={act.refusal} />
      <LongWait busy={act.busy} says="No answer for 10 s. Waybill goes on waiting for Stripe or the panel." />
      <div className="line act-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button
          type="submit"
          variant="filled"
          {...(words.danger ? { color: "bad" } : {})}
          loading={act.busy}
          disabled={!act.isReady}
          rightSection={<Keys of="Ctrl Enter" />}
        >
          {words.button}
        </Button>
      </div>
    </ActFrame>
  );
}
