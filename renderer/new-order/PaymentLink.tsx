import { Button } from "@mantine/core";
import { IconArrowUpRight, IconCheck, IconCopy } from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import { useClock } from "../app/clock.ts";
import { Keys } from "../ui/Keys.tsx";
import { dueTime } from "../ui/moment.ts";
import { qrPath } from "./qr-path.ts";

function Qr({ url, of }: { readonly url: string; readonly of: string }) {
  const { size, path } = useMemo(() => qrPath(url), [url]);
  return (
    <svg className="new-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`QR code of the ${of}`}>
      <path d={path} />
    </svg>
  );
}

/** Until when a link can be paid. */
export function LinkEnds({ at }: { readonly at: number }) {
  const ends = useClock((now) => (at > now ? `Ends ${dueTime(at, now)}` : "Has ended"));
  return <>{ends}. An unpaid link leaves no server and no charge.</>;
}

/** Where the customer pays: to scan, to copy, to open. */
export function PaymentLink(props: {
  readonly title: string;
  readonly url: string;
  readonly copied: boolean;
  readonly onCopy: () => void;
  readonly children: ReactNode;
}) {
  const { title, url, copied, onCopy } = props;
  return (
    <div className="new-link">
      <Qr url={url} of={title.toLowerCase()} />
      <div className="new-link-text">
        <h4>{title}</h4>
        <code>{url}</code>
        <div className="line">
          <Button
            variant="filled"
            data-autofocus
            leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            rightSection={<Keys of="C" />}
            onClick={onCopy}
          >
            {copied ? "Copied" : "Copy link"}
          </Button>
          <Button
            component="a"
            href={url}
            target="_blank"
            rel="noreferrer"
            rightSection={<IconArrowUpRight size={13} aria-hidden />}
          >
            Open
          </Button>
        </div>
        <p className="text3 small">{props.children}</p>
      </div>
    </div>
  );
}
