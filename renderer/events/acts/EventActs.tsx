import { Button } from "@mantine/core";
import { IconArrowUpRight, IconBrandStripe, IconRepeat, IconSend } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { useKeys } from "../../app/keys/keys.ts";
import { Keys } from "../../ui/Keys.tsx";
import { EventMenu } from "./EventMenu.tsx";

const ReplayDialog = lazy(() => import("./ReplayDialog.tsx").then((part) => ({ default: part.ReplayDialog })));
const ResendDialog = lazy(() => import("./ResendDialog.tsx").then((part) => ({ default: part.ResendDialog })));
const HandleDialog = lazy(() => import("./HandleDialog.tsx").then((part) => ({ default: part.HandleDialog })));

const DIALOGS = { replay: ReplayDialog, resend: ResendDialog, handle: HandleDialog };
type Open = keyof typeof DIALOGS | null;

function AtStripe({ url }: { readonly url: string | null }) {
  const look = {
    leftSection: <IconBrandStripe size={14} aria-hidden />,
    rightSection: <IconArrowUpRight size={13} aria-hidden />,
  };
  if (url === null) return null;
  return (
    <Button component="a" href={url} target="_blank" rel="noreferrer" {...look}>
      Stripe
    </Button>
  );
}

/** What can be done with an event. P shows what a replay would change. */
export function EventActs({ event }: { readonly event: EventDetail }) {
  const [open, setOpen] = useState<Open>(null);
  const { data: standing } = useQuery(rpc.eventActs.standing.queryOptions({ input: { id: event.id } }));
  const refusal = standing?.replayRefusal ?? null;
  const mayReplay = refusal === null;
  useKeys({ p: (pressed) => mayReplay && !pressed.repeat && setOpen("replay") });
  const Dialog = open === null ? null : DIALOGS[open];
  return (
    <>
      <Button
        leftSection={<IconRepeat size={14} aria-hidden />}
        rightSection={<Keys of="P" />}
        disabled={!mayReplay}
        title={refusal ?? undefined}
        onClick={() => setOpen("replay")}
      >
        Replay here
      </Button>
      <Button leftSection={<IconSend size={14} aria-hidden />} disabled={!mayReplay} onClick={() => setOpen("resend")}>
        Resend from Stripe
      </Button>
      <AtStripe url={standing?.stripeUrl ?? null} />
      <EventMenu event={event} standing={standing} onHandle={() => setOpen("handle")} />
      <Suspense>{Dialog && <Dialog event={event} onClose={() => setOpen(null)} />}</Suspense>
    </>
  );
}
