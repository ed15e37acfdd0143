import { ActionIcon, Menu } from "@mantine/core";
import {
  IconChecks,
  IconDots,
  IconEyeOff,
  IconFileDownload,
  IconRotate2,
  IconTerminal2,
  IconWorldUpload,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { EventStanding } from "../../../shared/contract/event-acts.ts";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import { toast } from "../../ui/toasts.ts";
import { copyText } from "../../ui/use-copied.ts";
import { asCurl } from "../../../shared/copy-as/curl.ts";
import { download, fixtureFile } from "./copy-as/fixture-file.ts";
import { asStripeCommand } from "../../../shared/copy-as/stripe-command.ts";
import { useEventAct } from "./use-event-act.ts";

async function copy(text: string, title: string, says: string): Promise<void> {
  if (await copyText(text)) toast({ tone: "ok", title, says });
}

function CopyAs({ event }: { readonly event: EventDetail }) {
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  const { payload, payloadBase64, eventId } = event;
  const isExact = payload !== null && payload !== "" && payloadBase64 === null;
  return (
    <>
      <Menu.Item
        leftSection={<IconWorldUpload size={14} aria-hidden />}
        disabled={!isExact || !about}
        onClick={() =>
          void copy(
            asCurl(payload ?? "", about?.ingressUrl ?? ""),
            "The curl command is copied",
            "Set WAYBILL_WEBHOOK_SECRET where it runs: it signs the body anew.",
          )
        }
      >
        Copy as curl
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTerminal2 size={14} aria-hidden />}
        disabled={eventId === null}
        onClick={() =>
          void copy(
            asStripeCommand(eventId ?? ""),
            "The stripe command is copied",
            "It goes to whoever runs stripe listen. It ends with 0 on errors, too: read what it prints.",
          )
        }
      >
        Copy as stripe command
      </Menu.Item>
    </>
  );
}

function Fixtures({ event }: { readonly event: EventDetail }) {
  const save = (isMasked: boolean) => {
    const file = fixtureFile(event.type ?? "refused", event.payload ?? "", isMasked);
    if (file) download(file);
    else toast({ tone: "bad", title: "Nothing was saved", says: "The body is no JSON, so it makes no fixture." });
  };
  const isEmpty = event.payload === null || event.payload === "";
  return (
    <>
      <Menu.Item
        leftSection={<IconFileDownload size={14} aria-hidden />}
        disabled={isEmpty}
        onClick={() => save(false)}
      >
        Save as test fixture
      </Menu.Item>
      <Menu.Item leftSection={<IconEyeOff size={14} aria-hidden />} disabled={isEmpty} onClick={() => save(true)}>
        Save as test fixture, customer masked
      </Menu.Item>
    </>
  );
}

function Mark(props: {
  readonly event: EventDetail;
  readonly standing: EventStanding | undefined;
  readonly onHandle: () => void;
}) {
  const { event, standing, onHandle } = props;
  const unhandle = useEventAct(() => engine.eventActs.unhandle({ id: event.id }), {
    title: "It needs a person again",
    onDone: () => undefined,
  });
  if (standing?.handled)
    return (
      <Menu.Item leftSection={<IconRotate2 size={14} aria-hidden />} onClick={() => unhandle.mutate()}>
        Take the mark back
      </Menu.Item>
    );
  return (
    <Menu.Item
      leftSection={<IconChecks size={14} aria-hidden />}
      disabled={standing?.needsPerson !== true}
      onClick={onHandle}
    >
      Mark as handled
      {standing?.needsPerson === false && <span className="event-act-why">It needs nobody.</span>}
    </Menu.Item>
  );
}

/** What is done with an event less often: it is copied, saved, or marked as dealt with. */
export function EventMenu(props: {
  readonly event: EventDetail;
  readonly standing: EventStanding | undefined;
  readonly onHandle: () => void;
}) {
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <ActionIcon variant="default" aria-label="More acts" title="More acts">
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CopyAs event={props.event} />
        <Fixtures event={props.event} />
        <Menu.Divider />
        <Mark {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}
